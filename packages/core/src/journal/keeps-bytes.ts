/**
 * Kinds of events that say of bytes that they are kept from then on, as a POSIX regular expression: what the auditor looks for in
 * the vault and what no warrant for something else destroys. An event may name several, wherever in its body they stand.
 */
export const KEEPS_BYTES =
  '^(RecordingPreserved|ArrivalRepeated|DerivativeMade|FileQuarantined|PaperFrozen|PaperSigned|SealedCopyKept|RedactionRendered|MaterialFiled|VolumeBound|RequestAsked|PublicationWritten|DisposalCarriedOut)/'

/** Each of them in a body, as a path of SQL/JSON: what is said with a length lies there itself; a digest alone only refers to it. */
export const KEPT_IN_BODY = 'strict $.** ? (exists(@.sha256) && exists(@.bytes))'
