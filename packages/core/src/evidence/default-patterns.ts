import type { NamePattern } from './names.ts'

/** Some makers put a marked file into a folder IMP, others end its name with IMP. */
const FOLDER = String.raw`(?:^|/)(?:(?<flagFolder>IMP)/)?`

/** A camera's number holds a digit; WeChat_ and Screenshot_ name none. */
const NUMBERED = String.raw`(?=[A-Z-]{0,23}\d)`

/**
 * File names seen on the cards of common devices, most telling first. They are conventions, not a standard (GA/T 947
 * leaves the name to the maker): a bureau changes or adds to them, and a name is never trusted without the container
 * and the clock. Each says the zone of its digits: Google's telephones and what counts milliseconds write UTC, all other
 * makers what the device shows.
 */
export const defaultPatterns: readonly NamePattern[] = [
  {
    id: 'camera-officer-joined',
    title: { zh: '执法记录仪：设备_编号时间_序号', en: 'Body-worn camera: device_officerTime_number' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9]{5,20})_(?<officer>[A-Z0-9]{6})(?<stamp>\d{14})_(?<sequence>\d{4,6})A?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'camera-officer-apart',
    title: { zh: '执法记录仪：设备_编号_时间_序号', en: 'Body-worn camera: device_officer_time_number' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9-]{3,20})_(?<officer>[A-Z0-9]{4,12})_(?<stamp>\d{14})_(?<sequence>\d{1,6})A?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'camera-at-time',
    title: { zh: '执法记录仪：设备@时间', en: 'Body-worn camera: device@time' },
    pattern: String.raw`${FOLDER}(?<device>[A-Z0-9-]{3,24})@(?<stamp>\d{14})(?:_(?<sequence>\d{1,6}))?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'drone-time',
    title: { zh: '大疆：DJI_时间_序号', en: 'DJI: DJI_time_number' },
    pattern: String.raw`(?:^|/)DJI_(?<stamp>\d{8}_?\d{6})_(?<sequence>\d{3,4})(?:_[A-Z]{1,4})?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'camera-time',
    title: { zh: '执法记录仪：设备_时间', en: 'Body-worn camera: device_time' },
    pattern: String.raw`${FOLDER}(?<device>${NUMBERED}[A-Z0-9-]{5,24})_(?<stamp>\d{14})(?:_(?<sequence>\d{1,6}))?(?<flag>_?IMP)?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'pixel-utc',
    title: { zh: '谷歌手机：PXL_日期_时间（世界时）', en: 'Google Pixel: PXL_date_time, in UTC' },
    pattern: String.raw`(?:^|/)PXL_(?<stamp>\d{8}_\d{6})\d{0,3}[^/]{0,40}$`,
    zone: 'utc',
  },
  {
    id: 'wechat-saved',
    title: { zh: '微信、QQ 保存：毫秒数（保存时间）', en: 'Saved from WeChat or QQ: milliseconds, when it was saved' },
    pattern: String.raw`(?:^|/)(?:mmexport|wx_camera_|microMsg\.|tencent_|video_)(?<epoch>1\d{12})[^/0-9]?[^/]{0,40}$`,
    zone: 'utc',
    means: 'saved',
  },
  {
    id: 'chat-saved',
    title: { zh: '微信、QQ 保存：时间（保存时间）', en: 'Saved from WeChat or QQ: when it was saved' },
    pattern: String.raw`(?:^|/)(?:微信|QQ|WeChat)(?:图片|视频|录音|文件|截图|语音|浏览器)?_?(?<stamp>20\d{6}[-_]?\d{6})(?![0-9]{4})[^/]{0,40}$`,
    zone: 'local',
    means: 'saved',
  },
  {
    id: 'phone-time',
    title: { zh: '手机：VID_或IMG_日期_时间', en: 'Phone: VID_ or IMG_ date_time' },
    pattern: String.raw`(?:^|/)(?:VID|IMG|MVIMG|REC|AUD|VIDEO|IMAGE|SCREENSHOT|SCREENRECORDER|SCREEN_RECORDING|BURST|PANO|SL_MO_VID|TLV)[-_]?(?<stamp>\d{4}-?\d\d-?\d\d[-_]?\d\d-?\d\d-?\d\d)(?:[-_]?\d{3})?(?![0-9])[^/]{0,60}$`,
    zone: 'local',
  },
  {
    id: 'screen-saved',
    title: { zh: '苹果录屏：秒数（保存时间）', en: 'Apple screen recording: seconds, when it was saved' },
    pattern: String.raw`(?:^|/)RPReplay_Final(?<epoch>1\d{9})(?![0-9])[^/]{0,20}$`,
    zone: 'utc',
    means: 'saved',
  },
  {
    id: 'screen-month-first',
    title: { zh: '苹果录屏：月-日-年 时-分-秒', en: 'Apple screen recording: month-day-year' },
    pattern: String.raw`(?:^|/)ScreenRecording_(?<month>\d\d)-(?<day>\d\d)-(?<year>20\d\d)[ _](?<hour>\d\d)-(?<minute>\d\d)-(?<second>\d\d)(?![0-9])[^/]{0,20}$`,
    zone: 'local',
  },
  {
    id: 'from-to',
    title: { zh: '监控导出：开始_结束', en: 'Surveillance export: from_to' },
    pattern: String.raw`(?:^|[^0-9])(?<stamp>20\d{6}[-_T]?\d{6})(?:\d{3})?Z?[-_]20\d{6}[-_T]?\d{6}[^/]{0,60}$`,
    zone: 'local',
  },
  {
    id: 'dashcam-time',
    title: { zh: '行车记录仪：年_月日_时间_序号', en: 'Dashcam: year_monthday_time_number' },
    pattern: String.raw`(?:^|[^0-9])(?<stamp>20\d\d[-_]?\d{4}[-_]?\d{6})[-_](?<sequence>\d{3,6})(?:[A-Z]{1,3})?\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'recorder-channel-time',
    title: { zh: '硬盘录像机导出：年-月-日/…/时.分.秒-时.分.秒', en: 'Video recorder: year-month-day/…/from-to' },
    pattern: String.raw`(?:^|/)(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d)/[^.]{0,40}(?<hour>\d\d)\.(?<minute>\d\d)\.(?<second>\d\d)-\d\d\.\d\d\.\d\d[^/]{0,40}$`,
    zone: 'local',
  },
  {
    id: 'recorder-time',
    title: { zh: '录音笔或摄像机：年-月-日 时.分.秒', en: 'Recorder: year-month-day hour.minute.second' },
    pattern: String.raw`(?:^|[^0-9])(?<year>20\d\d)[-._年](?<month>\d\d)[-._月](?<day>\d\d)日?[ T_-](?<hour>\d\d)[-.:_时点](?<minute>\d\d)[-.:_分](?<second>\d\d)(?![0-9])`,
    zone: 'local',
  },
  {
    id: 'any-time',
    title: { zh: '名称中的十四位时间', en: 'Fourteen digits of time anywhere in the name' },
    pattern: String.raw`(?:^|[^0-9])(?<stamp>20\d{6}[-_]?\d{6})(?:\d{3})?(?![0-9])[^/]{0,80}$`,
    zone: 'local',
  },
  {
    id: 'action-camera-chapter',
    title: { zh: '运动相机：GX 章节 编号', en: 'Action camera: GX chapter number' },
    pattern: String.raw`(?:^|/)G[HXPL](?<chapter>\d\d)(?<sequence>\d{4})\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'still-camera-number',
    title: { zh: '照相机：DCIM 文件夹中的编号', en: 'Still camera: a number in a DCIM folder' },
    pattern: String.raw`(?:^|/)DCIM/[^/]{1,40}/[A-Z_]{3,4}(?<sequence>\d{4,5})\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
  {
    id: 'number',
    title: { zh: '字头加编号', en: 'Letters and a number' },
    pattern: String.raw`(?:^|/)(?:IMG|VID|MOV|MVI|DSC|DSCF|DSCN|DJI|HIV|FILE|REC|GOPR|SAM)_?(?<sequence>\d{4,6})\.[A-Z0-9]{2,4}$`,
    zone: 'local',
  },
]
