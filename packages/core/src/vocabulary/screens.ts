import { term } from './term.ts'

/** The names of the desks in the menu. */
export const screens = {
  workbench: term('工作台', 'workbench', '今天到了什么、什么需要处理', 'What arrived today and what needs doing'),
  recordingsDesk: term('音像', 'recordings', '查找和观看录制文件', 'Find and watch recordings'),
  intakeDesk: term('接入', 'intake', '上传进度、拖放上传和隔离区', 'Uploads in progress, drag and drop, quarantine'),
  disclosuresDesk: term(
    '公示',
    'disclosure',
    '依法主动公开执法信息：写、复核、审定、公布、更新、撤回',
    'What a bureau tells the public by law: written, checked, approved, published, kept up to date, withdrawn',
  ),
  devicesDesk: term('设备', 'devices', '登记和管理设备', 'Register and look after devices'),
  peopleDesk: term('人员', 'people', '单位、人员和账号', 'Units, people and accounts'),
  proofDesk: term(
    '存证',
    'proof',
    '日志、检查点、密钥、核查结果，以及证明了什么、没有证明什么',
    'Log, checkpoint, keys, audits, and what is and is not proven',
  ),
} as const
