/** Made of the database after all migrations by snapshot.db.test.ts; not written by hand. */
export interface Columns {
  absences: {
    deputy: string
    from_on: string
    id: string
    open: boolean
    person: string
    state: unknown
    until_on: string
    version: number
  }
  account_notice: {
    address: string | null
    agent: string | null
    at: string
    by: string | null
    event: string
    kind: string
    new_device: boolean
    person: string
    stream: string | null
  }
  activities: {
    activity: string
    end_at: string | null
    id: string
    officer: string
    people: readonly string[]
    start_at: string
    state: unknown
    tied: readonly string[]
    unit: string
    version: number
  }
  approvals: {
    act: string
    asked_at: string
    asked_by: string
    case_id: string
    id: string
    signers: readonly string[]
    stands: string
    state: unknown
    unit: string
    version: number
    waits_for: string | null
  }
  bureau: {
    founded_at: string
    id: string
    name: string
    origin: string
    sample: boolean
    slug: string
    sole: boolean
  }
  calendars: {
    id: string
    state: unknown
    version: number
  }
  case_presence: {
    act: string
    act_id: string
    at: string
    case_id: string
    day: string
    person: string
    place: string | null
    until: string
  }
  cases: {
    id: string
    last_act: string | null
    last_on: string | null
    officers: readonly string[]
    open: boolean
    opened_at: string
    party: string | null
    procedure: string
    recordings: readonly string[]
    stage: string
    state: unknown
    title: string
    unit: string
    version: number
    words: readonly string[]
  }
  consolidations: {
    first_day: string
    id: string
    last_day: string
    made_at: string
    made_by: string
    recordings: readonly string[]
    unit: string
  }
  credential: {
    changed_at: string
    enrolment: Buffer | null
    enrolment_at: string | null
    enrolment_free: boolean
    hash: string
    history: readonly string[]
    must_change: boolean
    notices_read: string | null
    pending_hash: string | null
    person: string
  }
  derivation: {
    again_at: string | null
    faults: number
    patient: boolean
    progress: number
    reason: string | null
    recording: string
    state: string
    step: string
    tries: number
  }
  devices: {
    condition: string
    holder: string | null
    id: string
    kind: string
    number: string
    state: unknown
    unit: string
    version: number
  }
  docking: {
    at: string
    device: string | null
    id: string
    said: unknown
  }
  due: {
    case_id: string
    counted: readonly string[]
    last_at: string | null
    period: string
    provisional: boolean
    started_by: string
    title: unknown
    unit: string
  }
  feed_keys: {
    digest: string
    id: string
    open: boolean
    person: string
    state: unknown
    version: number
  }
  folded: {
    model: string
    version: number
  }
  installation: {
    id: string
    one: boolean
  }
  journal: {
    actor: string
    at: string
    body: unknown
    id: string
    kind: string
    position: number
    salt: Buffer
    stream: string
    version: number
  }
  journal_pending: {
    position: number
  }
  known_device: {
    agent: string
    first_at: string
    id: Buffer
    last_at: string
    person: string
  }
  log_checkpoint: {
    at: string
    note: string
    root: Buffer
    size: number
  }
  log_entry: {
    event_id: string
    index: number
    leaf: Buffer
    leaf_hash: Buffer
  }
  log_tile: {
    hashes: Buffer
    level: number
    number: number
  }
  migration: {
    at: string
    name: string
    sha256: string
  }
  number_series: {
    id: string
    last: number
    mark: string
    state: unknown
    version: number
    year: number
  }
  package: {
    bytes: number
    id: string
    made_at: string
    made_by: string
    purpose: string
    recipient: string
    recordings: readonly string[]
  }
  papers: {
    begun_at: string
    case_id: string
    id: string
    number: string | null
    rule: string
    stands: string
    state: unknown
    version: number
  }
  people: {
    camera_user_number: string | null
    certificate_number: string | null
    id: string
    identity_issuer: string | null
    identity_subject: string | null
    name: string
    proposed: boolean
    roles: readonly string[]
    state: unknown
    suspended: boolean
    unit: string
    user_name: string
    version: number
  }
  quarantines: {
    arrived_at: string
    id: string
    settled: boolean
    state: unknown
    unit: string | null
    version: number
  }
  recordings: {
    arrived_at: string
    asked_unit: string | null
    bytes: number
    claimed_officer: string | null
    derived: string
    device: string | null
    device_key: string
    end_at: string
    file_name: string
    flagged: boolean
    id: string
    officer: string | null
    open_gaps: number
    sender: string | null
    sha256: string
    start_at: string
    state: unknown
    take: string | null
    take_segments: number
    unconfirmed: boolean
    unexplained: boolean
    unit: string | null
    version: number
  }
  reminder_addresses: {
    address: string | null
    id: string
    state: unknown
    version: number
  }
  reminder_sent: {
    day: string
    failure: string | null
    next_at: string | null
    person: string
    state: string
    tries: number
  }
  rule_sets: {
    id: string
    state: unknown
    version: number
  }
  saved_filter: {
    filter: unknown
    id: string
    name: string
    person: string
  }
  second_factor: {
    last_step: number
    pending: Buffer | null
    person: string
    sealed: Buffer | null
  }
  served_once: {
    asked: Buffer
    at: string
    id: string
    person: string
    reply: unknown
  }
  session: {
    address: string
    agent: string
    begun_at: string
    id: Buffer
    last_seen_at: string
    person: string
    sign_in: string
  }
  sign_in_failure: {
    address: string
    at: string
    id: string
  }
  sign_in_hold: {
    failures: number
    held_until: string | null
    last_at: string
    person: string
    source: string
  }
  station_key: {
    device: string
    digest: Buffer
  }
  units: {
    code: string
    id: string
    name: string
    parent: string | null
    state: unknown
    version: number
  }
  upload: {
    begun_at: string
    bytes: number
    declared: unknown
    event_id: string | null
    how: string
    id: string
    last_at: string
    quarantine: string | null
    recording: string | null
    sender: string
    state: string
    station: string | null
  }
}
