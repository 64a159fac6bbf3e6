import { text } from '../kernel/index.ts'
import type { Citation, Obstacle } from '../kernel/index.ts'
import { type Fact, facts, valueOf } from '../papers/index.ts'
import type { FactKey } from '../papers/index.ts'
import { begun, gathered } from '../stream/index.ts'
import type { Decider, HappeningOf, Moment } from '../stream/index.ts'
import { paperEvents } from './events.ts'
import type { Template } from './events.ts'
import { isPageCode, pageCode } from './page-code.ts'
import { disputed, evolvePaper, paperStands, templateIs, unsigned } from './state.ts'
import type { Frozen, PaperState } from './state.ts'

type BodyOf<K extends keyof typeof paperEvents> = Extract<HappeningOf<typeof paperEvents>, { kind: K }>['body']
type Signing = Pick<
  BodyOf<'PaperSigned/1'>,
  'slot' | 'page' | 'name' | 'how' | 'code' | 'sha256' | 'sm3' | 'bytes' | 'device'
>

export type PaperCommand =
  | { readonly do: 'begin'; readonly paper: BodyOf<'PaperBegun/1'> }
  | { readonly do: 'write'; readonly edits: BodyOf<'PaperWritten/1'>['edits'] }
  | { readonly do: 'take-up'; readonly reason?: string | undefined }
  | { readonly do: 'move' }
  /** Whether it is whole; the number, where it bears one, is that taken in the same transaction. */
  | { readonly do: 'number'; readonly number: BodyOf<'PaperNumbered/1'> | undefined }
  | { readonly do: 'freeze'; readonly frozen: BodyOf<'PaperFrozen/1'>; readonly edition: number }
  | { readonly do: 'sign'; readonly signature: Signing }
  | {
      readonly do: 'refuse'
      readonly refusal: Pick<BodyOf<'SignatureRefused/1'>, 'slot' | 'page' | 'name' | 'reason' | 'witness'>
    }
  | { readonly do: 'finish' }
  | { readonly do: 'void'; readonly reason: string }
  | { readonly do: 'correct'; readonly successor: string; readonly reason: string }
  /** The version beside it was voided. */
  | { readonly do: 'uncorrect'; readonly successor: string }

export interface PaperContext extends Moment {
  /** To write: the fields that are this paper's to fill in. */
  readonly writable?: readonly FactKey[]
  /** To freeze: what it lacks, and what is wrong, by the rules of its day; to finish: what has become wrong since it was fixed. */
  readonly lacks?: readonly Obstacle[]
  /** To begin, move and freeze: the template of today. */
  readonly template?: Template
  /** By which article pages are signed. */
  readonly citation?: Citation | undefined
}

type Events = readonly HappeningOf<typeof paperEvents>[]

const inTheWay = (
  is: boolean,
  code: string,
  zh: string,
  en: string,
  more: Partial<Obstacle> = {},
): readonly Obstacle[] => (is ? [{ code, message: text(zh, en), ...more }] : [])

const ended = (state: PaperState): readonly Obstacle[] =>
  inTheWay(
    paperStands(state) === 'void',
    'paper-void',
    `这份文书已经作废：${state.voided?.reason ?? ''}`,
    `This paper was voided: ${state.voided?.reason ?? ''}`,
  )

const settled = (state: PaperState): readonly Obstacle[] => [
  ...ended(state),
  ...inTheWay(
    state.frozen !== undefined,
    'paper-frozen',
    '这份文书已经定稿，内容不再改动：确有错误的，另做一份更正的新版本',
    'This paper is fixed and does not change: where it is wrong, make a new version beside it',
  ),
]

function writing(
  state: PaperState,
  { edits }: Extract<PaperCommand, { do: 'write' }>,
  { actor, writable }: PaperContext,
): readonly Obstacle[] {
  const known = gathered(writable, 'writable')
  return [
    ...settled(state),
    ...edits.flatMap(({ field, value, base }): readonly Obstacle[] => {
      const { title, type }: Fact = facts[field]
      return [
        ...inTheWay(
          !known.includes(field),
          'field-not-written',
          `“${title.zh}”不由人填写：它从案件里来，或者这份文书没有这一项`,
          `${title.en} is nobody's to write here: it follows from the case, or this paper has no such field`,
          { field },
        ),
        ...inTheWay(
          value !== null && valueOf(type, value) === undefined,
          'value-of-another-kind',
          `“${title.zh}”不能这样填写`,
          `${title.en} is not written like this`,
          { field },
        ),
        ...inTheWay(
          base > (state.fields[field]?.version ?? 0),
          'version-unknown',
          `“${title.zh}”没有第 ${base} 次修改`,
          `${title.en} was not changed ${base} times`,
          { field },
        ),
        ...inTheWay(
          type === 'dialogue' && state.recorder !== undefined && state.recorder !== actor,
          'another-records',
          '笔录同一时间由一人记录：要接着记，请先接手，并写明原因',
          'One person at a time types a record: to go on, take it over and say why',
          { field },
        ),
      ]
    }),
  ]
}

function freezing(state: PaperState, { lacks, template }: PaperContext): readonly Obstacle[] {
  return [
    ...settled(state),
    ...disputed(state).flatMap((key) =>
      inTheWay(
        true,
        'two-values',
        `“${facts[key].title.zh}”有两个人写了不同的内容，请选定一个`,
        `Two people wrote ${facts[key].title.en} differently: choose one`,
        { field: key },
      ),
    ),
    ...inTheWay(
      !templateIs(state.template, gathered(template, 'template')),
      'template-newer',
      '文书样式已经更新：这份草稿是按旧样式起草的，请先确认改用新样式',
      'The template has changed since this draft was begun: say first that it moves to the newer one',
    ),
    ...gathered(lacks, 'lacks'),
  ]
}

const unfrozen = (state: PaperState): readonly Obstacle[] =>
  inTheWay(
    state.frozen === undefined,
    'paper-not-frozen',
    '还没有定稿，不能签名',
    'It is not fixed yet, and nobody signs it',
  )

function marking(state: PaperState, at: { readonly slot: string; readonly page: number }): readonly Obstacle[] {
  const there = state.frozen?.places.some((one) => one.slot === at.slot && one.page === at.page) === true
  return [
    ...ended(state),
    ...unfrozen(state),
    ...inTheWay(state.finished !== undefined, 'paper-finished', '签署已经结束', 'Its signing has ended'),
    ...inTheWay(
      state.frozen !== undefined && !there,
      'no-such-place',
      `第 ${at.page} 页没有这个签名处`,
      `There is no such place to sign on page ${at.page}`,
    ),
    ...inTheWay(
      there && state.marks.some((one) => one.slot === at.slot && one.page === at.page),
      'signed-already',
      `第 ${at.page} 页的这一处已经签过`,
      `This place on page ${at.page} is signed already`,
    ),
  ]
}

function signing(
  state: PaperState,
  { slot, page, how, code, name }: Signing,
  { actor }: PaperContext,
): readonly Obstacle[] {
  const wanted = state.frozen?.slots.find((one) => one.slot === slot)
  const officer = wanted?.person
  return [
    ...marking(state, { slot, page }),
    ...inTheWay(
      // Also of a page that was signed with a pen: who signed it is said by nobody else.
      officer !== undefined && `person:${officer}` !== actor,
      'slot-of-another',
      `这一处由${wanted?.name ?? '另一人'}本人登录后签`,
      `${wanted?.name ?? 'Somebody else'} signs here in person, under their own password`,
    ),
    ...inTheWay(
      wanted?.name !== undefined && how !== 'password' && name.trim() !== wanted.name,
      'name-differs',
      `这一处由${wanted?.name ?? ''}签，写的是“${name}”`,
      `${wanted?.name ?? ''} signs here, and the name given is "${name}"`,
      { field: 'name' },
    ),
    ...inTheWay(
      wanted !== undefined && how !== 'scan' && (officer !== undefined) !== (how === 'password'),
      'signed-otherwise',
      officer === undefined ? '这一处要手写签名' : '这一处由执法人员凭本人密码签',
      officer === undefined
        ? 'This place is signed by hand'
        : 'This place is signed by an officer under their password',
    ),
    ...(how === 'scan' && state.frozen ? ofAnotherPage(state.frozen, page, code ?? '') : []),
  ]
}

function ofAnotherPage(frozen: Frozen, page: number, given: string): readonly Obstacle[] {
  const [code, wanted] = [given.trim().toUpperCase(), pageCode(frozen, page)]
  if (code === wanted) return []
  if (frozen.coded === 'checked' && !isPageCode(code))
    return inTheWay(
      true,
      'code-mistyped',
      `“${given}”不是页脚的编码：最后一位校验不符，请对着扫描件再抄一遍`,
      `"${given}" is no code of a page: its last character does not fit the others; copy it from the scan once more`,
      { field: 'code' },
    )
  const other = frozen.pageDigests.findIndex((_, at) => pageCode(frozen, at + 1) === code) + 1
  return other > 0
    ? inTheWay(
        true,
        'code-of-another-page',
        `页脚的编码“${given}”是第 ${other} 页的：这里登记的是第 ${page} 页`,
        `The code in the footer, "${given}", is that of page ${other}, and this is page ${page}`,
        { field: 'code' },
      )
    : inTheWay(
        true,
        'code-of-another-version',
        `页脚的编码是“${given}”，这一页的是“${wanted}”：签的不是这一版`,
        `The code in the footer is "${given}", and that of this page "${wanted}": another version was signed`,
        { field: 'code' },
      )
}

/** Every place that is still empty is named, with its page. */
const finishing = (state: PaperState, { citation, lacks = [] }: PaperContext): readonly Obstacle[] => [
  ...ended(state),
  ...unfrozen(state),
  ...lacks,
  ...unsigned(state).flatMap(({ slot, page }) => {
    const wanted = state.frozen?.slots.find((one) => one.slot === slot)
    const who = [wanted?.label, wanted?.name].filter(Boolean).join(' ')
    return inTheWay(true, 'place-unsigned', `第 ${page} 页：${who}还没有签名`, `Page ${page}: ${who} has not signed`, {
      field: `${slot}.${page}`,
      ...(citation && { citation }),
    })
  }),
]

export const paperDecider: Decider<PaperState, PaperCommand, typeof paperEvents, PaperContext> = {
  evolve: evolvePaper,
  obstacles(state, command, context) {
    if (command.do === 'begin')
      return inTheWay(state !== undefined, 'key-taken', '这个编号已经用过，请重新开始', 'This key is taken: begin anew')
    const of = begun(state)
    switch (command.do) {
      case 'write':
        return writing(of, command, context)
      case 'take-up':
        return [
          ...settled(of),
          ...inTheWay(
            of.recorder !== undefined && of.recorder !== context.actor && command.reason === undefined,
            'take-over-reason',
            '另一人正在记录：接手要写明原因',
            'Somebody else is typing it: say why you take over',
            { field: 'reason' },
          ),
        ]
      case 'move':
        return settled(of)
      case 'number':
        return freezing(of, context)
      case 'freeze':
        return [
          ...freezing(of, context),
          ...inTheWay(
            of.edition !== command.edition,
            'changed-meanwhile',
            '排印的时候有人改了内容：请看过以后再定稿',
            'It was changed while it was being typeset: look at it again, then fix it',
          ),
        ]
      case 'sign':
        return signing(of, command.signature, context)
      case 'refuse': {
        const { slot } = command.refusal
        const isOfficers = of.frozen?.slots.some((one) => one.slot === slot && one.person !== undefined) === true
        return [
          ...marking(of, command.refusal),
          ...inTheWay(
            isOfficers,
            'officer-signs',
            '执法人员不能拒绝在自己的笔录上签名',
            'An officer does not refuse to sign what they made themselves',
          ),
        ]
      }
      case 'finish':
        return of.finished ? [] : finishing(of, context)
      case 'void':
        return [
          ...inTheWay(of.voided !== undefined, 'paper-void', '已经作废', 'It is void already'),
          ...inTheWay(
            of.finished !== undefined,
            'paper-finished',
            '已经签署完毕的文书不能作废：确有错误的，另做一份更正的新版本',
            'A paper that all have signed is not voided: where it is wrong, make a new version beside it',
          ),
        ]
      case 'uncorrect':
        return []
      case 'correct':
        return [
          ...ended(of),
          ...inTheWay(of.frozen === undefined, 'paper-draft', '草稿直接改就可以', 'A draft is simply changed'),
          ...inTheWay(
            of.corrected !== undefined,
            'corrected-already',
            '已经有更正的新版本',
            'There is a new version of it already',
          ),
        ]
    }
  },
  decide(state, command, { actor, template }): Events {
    if (command.do === 'begin') return [{ kind: 'PaperBegun/1', body: command.paper }]
    const of = begun(state)
    switch (command.do) {
      case 'write': {
        const isRecord = command.edits.some((one) => (facts[one.field] as Fact).type === 'dialogue')
        const first: Events = isRecord && of.recorder === undefined ? [{ kind: 'PaperTakenUp/1', body: {} }] : []
        return [...first, { kind: 'PaperWritten/1', body: { edits: [...command.edits] } }]
      }
      case 'take-up':
        if (of.recorder === actor) return []
        return [{ kind: 'PaperTakenUp/1', body: command.reason === undefined ? {} : { reason: command.reason } }]
      case 'move': {
        const today = gathered(template, 'template')
        return templateIs(of.template, today) ? [] : [{ kind: 'PaperMoved/1', body: { template: today } }]
      }
      case 'number':
        return command.number === undefined ? [] : [{ kind: 'PaperNumbered/1', body: command.number }]
      case 'freeze':
        return [{ kind: 'PaperFrozen/1', body: command.frozen }]
      case 'sign':
        return [{ kind: 'PaperSigned/1', body: { ...command.signature, ...digestsOf(of, command.signature.page) } }]
      case 'refuse':
        return [{ kind: 'SignatureRefused/1', body: { ...command.refusal, ...digestsOf(of, command.refusal.page) } }]
      case 'finish':
        return of.finished ? [] : [{ kind: 'PaperFinished/1', body: {} }]
      case 'void':
        return [{ kind: 'PaperVoided/1', body: { reason: command.reason } }]
      case 'uncorrect': {
        const { successor } = command
        return of.corrected?.successor === successor ? [{ kind: 'PaperUncorrected/1', body: { successor } }] : []
      }
      case 'correct':
        return [{ kind: 'PaperCorrected/1', body: { successor: command.successor, reason: command.reason } }]
    }
  },
}

function digestsOf({ frozen }: PaperState, page: number) {
  const pageDigest = frozen?.pageDigests[page - 1]
  if (frozen === undefined || pageDigest === undefined) throw new Error(`a page is signed that is not there: ${page}`)
  return { paper: frozen.sha256, pageDigest }
}
