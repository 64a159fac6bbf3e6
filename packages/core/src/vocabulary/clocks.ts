import { term } from './term.ts'

/** The three times of a recording, and what lies between them. */
export const clocks = {
  deviceTime: term(
    '设备时间',
    'device time',
    '设备自己显示或写下的时间，从不修改',
    'The time the device itself showed or wrote, never edited',
  ),
  clockOffset: term(
    '校时差',
    'clock offset',
    '采集时测得的设备时钟与采集端时钟之差',
    'Device clock minus station clock, measured when docking',
  ),
  correctedTime: term('校正时间', 'corrected time', '设备时间减去校时差', 'Device time minus the clock offset'),
  timeError: term(
    '时间误差',
    'time error',
    '校正时间可能偏离实际的范围',
    'How far the corrected time may be from the truth',
  ),
  stationTime: term('采集端时间', 'station time', '采集工作站的时钟', 'The clock of the computer that docks'),
  creationStamp: term(
    '创建时间戳',
    'creation stamp',
    '文件封装里写的创建时间，可能是开始或结束，可能不是世界时',
    'The creation time in the container; may be start or end, and not UTC',
  ),
  clockDrift: term('时钟漂移', 'clock drift', '时钟随时间变快或变慢', 'A clock running fast or slow as time goes by'),
  recordedOn: term(
    '录制时间',
    'recorded on',
    '录制发生的时间，由设备时间和校时差得出，任何人不能改',
    'When it was recorded, from device time and offset; nobody can edit it',
  ),
  preservedAt: term(
    '固化时间',
    'preserved at',
    '文件存入保管库并确认无误的时间',
    'When the file was in the vault and confirmed',
  ),
} as const
