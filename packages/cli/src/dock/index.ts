/**
 * `liuhen dock` and `liuhen clock`: from the camera's card to checked receipts. A file leaves the card only when its
 * receipt holds and the card still has the very bytes the receipt speaks of.
 */
export { clockCommand, clockManual } from './clock-command.ts'
export { introduceTo } from './introduction.ts'
export { readCameraRecord } from './camera-record.ts'
export { dockCommand, dockManual, SERVER } from './main.ts'
