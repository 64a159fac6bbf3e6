/**
 * The log of what happened, and how a stranger checks it. Pure: hashing and verifying are passed in.
 *
 * Event: one row of the journal, with a body and a salt. Leaf: what the log holds of it, the public facts and a salted
 * commitment to the body. Tile: up to 256 consecutive hashes of one level of the tree. Checkpoint: the log's signed
 * word on its size and root. Proof: one leaf's path to a checkpoint. Receipt: an event, its salt and its proof.
 *
 * Formats: spec/journal-event.md, leaf.md, checkpoint.md, receipt.md; RFC 6962 and RFC 9162; C2SP signed-note,
 * tlog-checkpoint, tlog-tiles, tlog-proof.
 */
export * from './checkpoint.ts'
export * from './commitment.ts'
export * from './entries.ts'
export * from './event.ts'
export * from './merkle.ts'
export * from './note.ts'
export * from './paths.ts'
export * from './proof.ts'
export * from './receipt.ts'
export * from './tiles.ts'
