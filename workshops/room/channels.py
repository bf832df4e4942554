"""What travels over the channel layer, all of it: one group for every server process, and what they tell each other."""

EVERY_PROCESS = "rooms"

# A workshop has a new version.
CHANGED = "room.changed"
# Who is in a room of the process that tells it.
PRESENT = "room.present"
# A process has opened a room, and wants to hear who is in it elsewhere.
ROLL_CALL = "room.roll_call"
# The layer carries messages: whoever tells it hears it.
PULSE = "room.pulse"
