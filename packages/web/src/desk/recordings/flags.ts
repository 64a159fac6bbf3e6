import type { Flag } from '@liuhen/core/intake'
import { type Text, text } from '@liuhen/core/kernel'

/** A flag in words: its name, what it means for the recording, and what a person can do about it. */
export interface FlagWords {
  readonly name: Text
  readonly meaning: Text
  readonly remedy: Text
}

export const flagWords: Readonly<Record<Flag, FlagWords>> = {
  'device-unknown': {
    name: text('设备未登记', 'Device not registered'),
    meaning: text(
      '文件里没有设备编号，或这个编号不在设备台账里。文件已照收，未作改动。',
      'The file names no device, or one that is not in the register. It was taken in unchanged.',
    ),
    remedy: text(
      '请信息中心在“设备”中核对并登记；说不清来源的，在下方写明附注。',
      'The information centre checks and registers the device; where its origin is unclear, add an annotation below.',
    ),
  },
  'device-retired': {
    name: text('设备已报废', 'Device retired'),
    meaning: text(
      '台账中这台设备在拍摄前已报废，仍有文件来自它。',
      'The register says this device was retired before the recording was made.',
    ),
    remedy: text(
      '请核对设备实物与编号；确系误登记的，由信息中心更正台账，并写明附注。',
      'Check the device and its number; if the register is wrong, the information centre puts it right and adds an annotation.',
    ),
  },
  'holder-differs': {
    name: text('使用人不一致', 'Holder differs'),
    meaning: text(
      '文件声称的人员与台账当时的领用人不是同一人。',
      'The person the file names is not the one who held the device at that time.',
    ),
    remedy: text(
      '请执法队负责人核实实际使用人，用“标注使用人”说明；台账的记载保留。',
      'The team leader finds out who recorded it and says so with “Say who recorded”; what the register says stays.',
    ),
  },
  'holder-unknown': {
    name: text('使用人不明', 'Holder unknown'),
    meaning: text('拍摄时台账中没有领用人。', 'The register names no holder at the time of the recording.'),
    remedy: text(
      '请执法队负责人用“标注使用人”补充，并写明依据。',
      'The team leader says who recorded it, with a reason, using “Say who recorded”.',
    ),
  },
  'accepted-from-quarantine': {
    name: text('由隔离区接收', 'Accepted from quarantine'),
    meaning: text(
      '文件送到时不完整或读不出，经人工决定按原样接收；缺损保持原样。',
      'The file arrived damaged or unreadable and was accepted as it is by decision of a person; the damage stays.',
    ),
    remedy: text(
      '用作证据时请一并说明缺损；原卡还在的，可重新采集完整文件。',
      'When used as evidence, say what is damaged; if the card is still at hand, dock the whole file again.',
    ),
  },
  'clock-unmeasured': {
    name: text('时钟未校', 'Clock not measured'),
    meaning: text(
      '入库时没有测到设备时钟的偏差，校正时间只能等于设备时间，误差未知。',
      'The device clock was not measured on intake: the corrected time is the device time, its error unknown.',
    ),
    remedy: text(
      '尽快把设备接入采集站校时；本段时间请以现场其他记录印证，并写明附注。',
      'Dock the device to have its clock measured; support the time of this recording by other records, in an annotation.',
    ),
  },
  'clock-fell-back': {
    name: text('时钟曾归零', 'Clock fell back'),
    meaning: text(
      '采集时设备时钟比这份文件的时间还早：时钟在录制之后退回过。采集时测得的时差不属于这份文件，没有用来校正。',
      'When it was docked, the device showed an earlier time than this file bears: its clock fell back after the recording. The offset measured then is not this file’s and was not applied.',
    ),
    remedy: text(
      '请以现场其他记录印证录制时间并写明附注；设备电池或时钟有故障的，报修。',
      'Support the time of recording by other records, in an annotation; have the battery or clock of the device repaired.',
    ),
  },
  'time-impossible': {
    name: text('时间不可能', 'Impossible time'),
    meaning: text(
      '文件声称的时间晚于入库，或早于有这台设备的时候，不可能是录制时间。时间按设备所写照录，不据此判定任何人。',
      'The time the file claims lies after its arrival or before there was such a device: it cannot be when it was recorded. It is kept as the device wrote it, and nobody is judged by it.',
    ),
    remedy: text(
      '请核对设备时钟，以现场其他记录印证实际录制时间，并写明附注。',
      'Check the clock of the device, and support the true time of recording by other records, in an annotation.',
    ),
  },
}
