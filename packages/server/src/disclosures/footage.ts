import { because, dayOf, type Obstacle, Refused, type Sha256 } from '@liuhen/core/kernel'
import type { Disclosures } from './commands.ts'

/** A recording whose bytes are to be made public; `redacted`: they are a redacted copy of it. */
interface Public {
  readonly id: string
  readonly fileName: string
  readonly redacted?: true
}

/** What is known of recordings where their bytes are to be made public: that is for recordings and requests to say. */
export interface Footage {
  /** The recordings that these bytes are: the original, or a copy made of it. */
  readonly of: (sha256: Sha256) => Promise<readonly Public[]>
  /** Whether a request to make it public stands granted at this moment. */
  readonly isReleased: (recording: string) => Promise<boolean>
  /** Why it is not made public all the same, whatever was granted: what has been marked since, or that a redacted copy is approved. */
  readonly keptBack: (recording: string, redacted: boolean) => Promise<Obstacle | undefined>
}

/** Footage is not made public without the approval that the instruments want of it, whatever the item it hangs on has. Throws Refused. */
export async function refuseFootage(
  { db, clock, law, footage }: Pick<Disclosures, 'db' | 'clock' | 'law' | 'footage'>,
  digests: readonly Sha256[],
): Promise<void> {
  for (const sha256 of digests)
    for (const { id, redacted = false } of await footage.of(sha256)) {
      const why = await footage.keptBack(id, redacted)
      if (why) throw new Refused([{ ...why, field: 'attachments' }])
    }
  const answer = (await law.book(db)).ask(dayOf(clock.now()), { ask: 'access', purpose: 'publish-footage' })
  if (!answer || answer.rules.length === 0) return
  for (const sha256 of digests)
    for (const { id, fileName } of await footage.of(sha256)) {
      if (await footage.isReleased(id)) continue
      const [citation] = answer.rules.flatMap((one) => one.citations)
      throw because(
        Refused,
        'footage-not-released',
        `附件是音像资料 ${fileName}，公开没有经过批准：请先提出“公开使用”申请`,
        `The attachment is the recording ${fileName}, and making it public was not approved: put in a request first`,
        { field: 'attachments', ...(citation && { citation }) },
      )
    }
}
