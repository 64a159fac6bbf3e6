import { term } from './term.ts'

/** Kinds of device, what is known of one, and the states it can be in. */
export const devices = {
  bodyCamera: term(
    '执法记录仪',
    'body-worn camera',
    '执法人员佩戴的录音录像设备',
    'A camera with sound worn by an officer',
    'GA/T 947-2015',
  ),
  stillCamera: term('照相机', 'still camera', '拍摄照片的设备', 'A device that takes photographs'),
  videoCamera: term('摄像机', 'video camera', '手持或架设的录像设备', 'A camera held in the hand or on a stand'),
  soundRecorder: term('录音笔', 'sound recorder', '只录声音的设备', 'A device that records sound only'),
  surveillance: term('视频监控', 'fixed surveillance', '安装在固定位置的监控摄像设备', 'A camera mounted in one place'),
  dockingStation: term(
    '采集站',
    'docking station',
    '插入执法记录仪后自动读取文件的设备',
    'Reads the files of body-worn cameras put into it',
  ),
  deviceNumber: term(
    '设备编号',
    'device number',
    '局给设备的唯一编号',
    'The number the bureau gives a device, unlike any other',
  ),
  serialNumber: term(
    '产品序号',
    'serial number',
    '设备内部的七位产品序号',
    'The seven-character serial a device carries within',
    'GA/T 947-2015',
  ),
  identityCode: term(
    '识别码',
    'identity code',
    '厂商与型号的五位代码',
    'Five characters for maker and model',
    'GA/T 947-2015',
  ),
  holder: term(
    '领用人',
    'holder',
    '某一时段内领用并对设备负责的人员',
    'The person who had a device at a time and answers for it',
  ),
  inUse: term('在用', 'in use', '已发给领用人，可以正常使用', 'Issued to a holder and working'),
  onLoan: term(
    '本单位借用',
    'on loan within the unit',
    '在同一单位内临时借给他人使用',
    'Lent for a while to someone of the same unit',
  ),
  faulty: term('故障', 'faulty', '不能正常使用，尚未送修', 'Not working and not yet sent for repair'),
  atRepair: term('维修中', 'at repair', '已交维修', 'Handed over for repair'),
  lost: term('丢失', 'lost', '找不到，已上报', 'Cannot be found, and reported so'),
  retired: term('报废', 'retired', '不再使用', 'No longer in service'),
  preShiftCheck: term(
    '出勤前检查',
    'pre-shift check',
    '出勤前对故障、电量、存储空间和时钟的检查及结果',
    'Before a shift: fault, battery, storage and clock, with the result',
  ),
  faultReport: term(
    '故障报告',
    'fault report',
    '设备出现的问题以及改用了什么办法',
    'What went wrong with a device and what was done instead',
  ),
  storageCard: term('存储卡', 'storage card', '设备里存放文件的卡', 'The card in a device that holds its files'),
  battery: term('电量', 'battery level', '设备剩余电量', 'How much charge a device has left'),
} as const
