/**
 * Kinds of events that say of bytes by `sha256` that they are kept from then on, as a POSIX regular expression: what the
 * auditor looks for in the vault and what no warrant for something else destroys.
 */
export const KEEPS_BYTES =
  '^(RecordingPreserved|ArrivalRepeated|DerivativeMade|FileQuarantined|PaperFrozen|PaperSigned|DisposalCarriedOut)/'
