// A room of socket.io as its documentation has it: node socketio.js DOOR
// Whatever is said as "push" goes to the room; whoever says it is not in it.
"use strict";
const fs = require("node:fs");
const http = require("node:http");
const { Server } = require("socket.io");

const stamp = () => {
  const moment = Buffer.alloc(16);
  moment.writeBigInt64LE(process.hrtime.bigint());
  moment.writeBigInt64LE(BigInt(fs.readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]), 8);
  fs.writeSync(Number(process.env.LOAD_STAMPS), moment);
};

const server = http.createServer();
const io = new Server(server, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => {
  if (!socket.handshake.query.pushing) { socket.join("room"); return; }
  socket.on("push", (text) => { stamp(); io.to("room").emit("push", text); });
});
server.listen({ fd: Number(process.argv[2]) }, () => console.log("socket.io socket.io"));
