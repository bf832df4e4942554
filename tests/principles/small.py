"""The smallest document that is whole: two levels, one principle."""

DOCUMENT = """\
title = "Small steps"
language = "en-GB"
credit = ""
source = ""
question = "Where are we?"
levels = ["No", "Yes"]
comment_prompt = "Why?"
ground_rules = [
  "Listen.",
  "Be brief. # this is no comment",
]
check_in = []
check_out = []
privacy_short = "Sectors are shown from {k} people."

[cant_say]
label = "I can't say"
help = "It will not count."

[[principles]]  # one is enough
key = "walk"
title = "Walk before you run"
summary = "Small steps first."
meaning = \"\"\"
One step.

[then] = another.
\"\"\"
signs = ["Steps"]
prompts = []
watch_outs = []
levels = ["We stand.", "We walk."]
"""

SECOND = """
[[principles]]
key = "run"
title = "Run"
summary = "Then faster."
meaning = "Two steps."
signs = ["Speed"]
prompts = []
watch_outs = []
levels = [
  "We walk.",
  "We run.",
]
"""
