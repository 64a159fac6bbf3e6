import type { NamePattern } from './names.ts'

/** Some makers put a marked file into a folder IMP, others end its name with IMP. */
const FOLDER = String.raw`(?:^|/)(?:(?<flagFolder>IMP)/)?`

/**
 * File names seen on the cards of common devices, most telling first. They are conventions, not a standard (GA/T 947
 * leaves the name to the maker): a bureau changes or adds to them, and a name is never trusted without the container
 * and the clock.
 */
export const defaultPatterns: readonly NamePattern[] = [
  {
    id: 'camera-officer-joined',
    title: { zh: '执法记录仪：设备_编号时间_序号', en: 'Body-worn camera: device_officerTime_number' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9]{5,20})_(?<officer>[A-Z0-9]{6})(?<stamp>\d{14})_(?<sequence>\d{4,6})A?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
  },
  {
    id: 'camera-officer-apart',
    title: { zh: '执法记录仪：设备_编号_时间_序号', en: 'Body-worn camera: device_officer_time_number' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9-]{3,20})_(?<officer>[A-Z0-9]{4,12})_(?<stamp>\d{14})_(?<sequence>\d{1,6})A?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
  },
  {
    id: 'camera-at-time',
    title: { zh: '执法记录仪：设备@时间', en: 'Body-worn camera: device@time' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9-]{3,24})@(?<stamp>\d{14})(?:_(?<sequence>\d{1,6}))?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
  },
  {
    id: 'camera-time',
    title: { zh: '执法记录仪：设备_时间', en: 'Body-worn camera: device_time' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9-]{5,24})_(?<stamp>\d{14})(?:_(?<sequence>\d{1,6}))?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
  },
  {
    id: 'phone-time',
    title: { zh: '手机：VID_或IMG_日期_时间', en: 'Phone: VID_ or IMG_ date_time' },
    pattern: String.raw`(?:^|/)(?:VID|IMG|PXL|MVIMG|REC|AUD)_?(?<stamp>\d{8}[-_]?\d{6})\d{0,3}[^/]{0,40}$`,
  },
  {
    id: 'recorder-time',
    title: { zh: '录音笔或摄像机：年-月-日 时.分.秒', en: 'Recorder: year-month-day hour.minute.second' },
    pattern: String.raw`(?:^|[^0-9])(?<year>20\d\d)[-.](?<month>\d\d)[-.](?<day>\d\d)[ T_-](?<hour>\d\d)[-.:](?<minute>\d\d)[-.:](?<second>\d\d)(?![0-9])`,
  },
  {
    id: 'any-time',
    title: { zh: '名称中的十四位时间', en: 'Fourteen digits of time anywhere in the name' },
    pattern: String.raw`(?:^|[^0-9])(?<stamp>20\d{6}[-_]?\d{6})(?![0-9])[^/]{0,80}$`,
  },
  {
    id: 'still-camera-number',
    title: { zh: '照相机：DCIM 文件夹中的编号', en: 'Still camera: a number in a DCIM folder' },
    pattern: String.raw`(?:^|/)DCIM/[^/]{1,40}/[A-Z_]{3,4}(?<sequence>\d{4,5})\.[A-Z0-9]{2,4}$`,
  },
  {
    id: 'number',
    title: { zh: '字头加编号', en: 'Letters and a number' },
    pattern: String.raw`(?:^|/)(?:IMG|VID|MOV|MVI|DSC|DSCF|DSCN|FILE|REC|GOPR|SAM)_?(?<sequence>\d{4,6})\.[A-Z0-9]{2,4}$`,
  },
]
