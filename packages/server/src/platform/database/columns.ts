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
    act: string | null
    asked_at: string
    asked_by: string
    case_id: string | null
    id: string
    matter: string | null
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
    party_number: string | null
    procedure: string
    recordings: readonly string[]
    stage: string
    state: unknown
    title: string
    unconfirmed: number
    unit: string
    version: number
    words: readonly string[]
  }
  checks: {
    draw: string | null
    entered_at: string
    entered_by: string
    first_day: string
    id: string
    last_day: string
    office: string | null
    rule: string | null
    state: unknown
    targets: readonly string[]
    unit: string | null
    version: number
  }
  circulars: {
    first_day: string
    id: string
    issued_at: string
    last_day: string
    office: string | null
    rule: string | null
    state: unknown
    version: number
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
  disclosure_questions: {
    asked_at: string
    assigned: string
    id: string
    open: boolean
    publication: string
    state: unknown
    version: number
  }
  discs: {
    burnt_at: string | null
    id: string
    lent_to: string | null
    lent_until: string | null
    next_check: string | null
    ordered_at: string
    package: string | null
    recordings: readonly string[]
    replaces: string | null
    serial: string
    stands: string
    state: unknown
    version: number
  }
  disposals: {
    id: string
    listed_at: string
    listed_by: string
    recordings: readonly string[]
    stands: string
    state: unknown
    undo_until: string | null
    version: number
  }
  docking: {
    at: string
    device: string | null
    id: string
    said: unknown
  }
  draw_population: {
    draw: string
    lines: string
  }
  draws: {
    first_day: string
    id: string
    last_day: string
    office: string | null
    rule: string | null
    stands: string
    state: unknown
    unit: string | null
    version: number
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
    untold: unknown
    warn_at: string | null
  }
  feed_keys: {
    digest: string
    id: string
    open: boolean
    person: string
    state: unknown
    version: number
  }
  findings: {
    appealed: boolean
    check_id: string | null
    device: string | null
    draw: string | null
    due: string
    id: string
    officer: string | null
    points: number
    raised_at: string
    recording: string | null
    sheet: string | null
    stands: string
    state: unknown
    unit: string
    version: number
  }
  folded: {
    model: string
    version: number
  }
  handouts: {
    digests: readonly string[]
    id: string
    prepared_at: string
    released: boolean
    request: string
    serial: string
    state: unknown
    version: number
  }
  index_goals: {
    from_day: string
    id: string
    index: string
    set_at: string
    state: unknown
    version: number
  }
  informants: {
    case_id: string
    id: string
    state: unknown
    struck: boolean
    version: number
  }
  inspection_draws: {
    again: readonly string[]
    frozen_at: string
    id: string
    stands: string
    state: unknown
    title: string
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
    salt: Buffer | null
    stream: string
    version: number
  }
  journal_pending: {
    position: number
  }
  keeping_facts: {
    about_id: string
    about_kind: string
    id: string
    state: unknown
    trigger: string
    version: number
  }
  known_device: {
    agent: string
    first_at: string
    id: Buffer
    last_at: string
    person: string
  }
  liabilities: {
    about: string | null
    due: string | null
    id: string
    open: boolean
    opened_at: string
    outcome: string
    owner: string | null
    people: readonly string[]
    rule: string
    state: unknown
    unit: string | null
    version: number
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
  manuals: {
    id: string
    model: string
    state: unknown
    version: number
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
  outside_acts: {
    at: string
    endpoint: string | null
    id: string
    person: string
    role: string
    told: unknown
  }
  outside_papers: {
    due: string
    id: string
    open: boolean
    owner: string
    state: unknown
    version: number
  }
  package: {
    bytes: number
    case_id: string | null
    id: string
    made_at: string
    made_by: string
    purpose: string
    recipient: string
    recordings: readonly string[]
    redacted: readonly string[]
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
  played: {
    actor: string
    draw: string
    parts: unknown
    recording: string
    sha256: string
  }
  posts: {
    first_day: string
    id: string
    last_day: string | null
    person: string
    post: string
    state: unknown
    unit: string | null
    version: number
  }
  publications: {
    begun_at: string
    case_id: string | null
    decided_on: string | null
    id: string
    public: boolean
    rule: string
    stands: string
    state: unknown
    title: string | null
    updates_due: boolean
    version: number
    withdrawal_due: boolean
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
    disposed: boolean
    end_at: string
    file_name: string
    flagged: boolean
    id: string
    kept_from: string
    officer: string | null
    open_gaps: number
    sender: string | null
    sha256: string
    start_at: string
    state: unknown
    take: string | null
    take_segments: number
    timed_apart: boolean
    unconfirmed: boolean
    unexplained: boolean
    unit: string | null
    version: number
  }
  redactions: {
    drawn_at: string | null
    id: string
    recording: string
    stands: string
    state: unknown
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
  requests: {
    approval: string | null
    asked_at: string
    asked_by: string
    id: string
    recordings: readonly string[]
    stands: string
    state: unknown
    unit: string
    unreviewed: boolean
    until_at: string | null
    use: string
    version: number
    whom: string
  }
  retentions: {
    class: string | null
    disposal: string | null
    for_good: boolean
    held: boolean
    id: string
    state: unknown
    until: string | null
    version: number
    wants_carrier: boolean
  }
  rosters: {
    day: string
    id: string
    state: unknown
    unit: string
    version: number
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
  score_sheets: {
    band: string
    case_id: string
    draw: string | null
    handed_in_at: string
    handed_in_by: string
    id: string
    on_day: string
    own_score: number
    score: number
    state: unknown
    unit: string
    version: number
  }
  sealed_copies: {
    id: string
    kept_at: string
    paper: string
    state: unknown
    version: number
  }
  second_factor: {
    last_step: number
    pending: Buffer | null
    person: string
    sealed: Buffer | null
  }
  secrecies: {
    id: string
    marked: boolean
    state: unknown
    version: number
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
  trainings: {
    day: string
    id: string
    state: unknown
    topic: string
    trained: readonly string[]
    version: number
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
  volumes: {
    bound_at: string | null
    cabinet: string | null
    id: string
    kept_until: string | null
    lent_until: string | null
    number: string | null
    shelf: string | null
    stands: string
    state: unknown
    taken_in_at: string | null
    version: number
  }
}
