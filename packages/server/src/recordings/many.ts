import './tables.ts'

/**
 * For tests and measurements: rows of recordings as two years of forty cameras in ten units leave them, one every ten
 * minutes back from now; one gap in fifty is open, one file in ninety-seven flagged; each state as long as a real one.
 */
export async function makeMany(asOwner: (statement: string) => Promise<unknown>, count: number): Promise<void> {
  const id = (column: string, of: number) =>
    `('00000000-0000-4000-8000-' || lpad((${column} % ${of} + 1)::text, 12, '0'))::uuid`
  await asOwner(
    `insert into recordings (id, version, state, sha256, file_name, device, device_key, officer, unit, start_at, end_at,
       arrived_at, bytes, flagged, derived, take, unexplained, open_gaps)
     select gen_random_uuid(), 3,
       jsonb_build_object('arrival', jsonb_build_object('mediaType', 'mp4', 'flags', '[]'::jsonb, 'fileName', n || '.mp4',
         'device', ${id('n', 40)}, 'sequence', n / 40, 'arrivedAt', '2026-11-20T08:00:00.000Z',
         'provenance', jsonb_build_object('how', 'docked', 'by', 'system', 'asked', true, 'claims', '[]'::jsonb), 'filler', repeat(md5(n::text), 60)),
         'container', jsonb_build_object('duration', 60000, 'video', '{}'::jsonb), 'derivatives', '[]'::jsonb,
         'repeats', '[]'::jsonb, 'officerNotes', '[]'::jsonb, 'markers', '[]'::jsonb, 'statements', '[]'::jsonb,
         'times', jsonb_build_object('start', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
           'end', to_char((at + interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), 'error', 500)),
       md5(n::text) || md5(n::text), 'DSJ' || (n % 40) || '_' || n || '.mp4', ${id('n', 40)}, ${id('n', 40)}::text,
       ${id('n', 40)}, ${id('n', 10)}, at, at + interval '1 minute', at + interval '6 hours', 1000000, n % 97 = 0,
       case when n % 1000 = 0 then 'waiting' else 'ready' end, null, n % 50 < 2, (n % 50 = 0)::int
     from (select n, now() - n * interval '10 minutes' as at from generate_series(0, ${count - 1}) n) made`,
  )
  await asOwner('vacuum analyze recordings')
}
