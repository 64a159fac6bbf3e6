import { join } from 'node:path'
import { speak } from './programs.ts'

/** What is said in the day's recordings. */
const SENTENCES = {
  credential: '您好，我们是综合执法大队的执法人员，这是我们的执法证件，请您过目。现在依法进行检查，全程录音录像。',
  documents: '请出示您的营业执照和身份证。',
  rights: '您依法享有陈述、申辩的权利，听清楚了吗？',
  understood: '听清楚了。',
  question: '请问这个摊位是谁经营的？从什么时候开始占道经营？',
  answer: '是我的，今天早上才摆出来。',
  sealing: '现对这批物品先行登记保存，请您清点后在清单上签字。',
  interruption: '因电池更换，录制中断三分钟，现恢复录制。',
} as const
export type Sentence = keyof typeof SENTENCES

/** Has every sentence spoken into `folder` and answers where each is. */
export async function speakAll(folder: string): Promise<(sentence: Sentence) => string> {
  const file = (sentence: Sentence): string => join(folder, `${sentence}.wav`)
  await Promise.all(Object.entries(SENTENCES).map(([key, sentence]) => speak(sentence, file(key as Sentence))))
  return file
}
