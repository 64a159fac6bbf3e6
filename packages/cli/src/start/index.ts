/** `liuhen start` and `liuhen serve`: the server as a child process, told to end when this one is. */
export { serveCommand, serveManual, startCommand, startManual } from './start.ts'
export { SERVER_PROGRAM } from './server.ts'
