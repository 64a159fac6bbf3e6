import { existsSync } from 'node:fs'
import { ffmpeg } from './programs.ts'

/** The picture a camera takes, in pixels; the drawn street is larger so that the camera can sway within it. */
export const FRAME = { width: 960, height: 540 }
const STREET = { width: 1160, height: 660 }

const NOTO = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
const font = existsSync(NOTO) ? `fontfile=${NOTO}` : `font='Noto Sans CJK SC'`

export const written = (text: string, style: string): string => `drawtext=${font}:text='${text}':${style}`

const box = (x: number, y: number, width: number, height: number, colour: string): string =>
  `drawbox=${x}:${y}:${width}:${height}:0x${colour}:fill`

/** A row of the same thing along the street. */
const row = (count: number, step: number, draw: (x: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => draw(i * step))

/** Draws the street once: sky, three house fronts with signs, a market stall, pavement and road. */
export function drawStreet(file: string): Promise<void> {
  const { width, height } = STREET
  const sign = (name: string, x: number, y: number, colour: string): string =>
    written(name, `fontsize=30:fontcolor=white:box=1:boxcolor=0x${colour}:boxborderw=9:x=${x}:y=${y}`)
  const drawing = [
    box(0, 400, width, 260, '4a4d50'),
    box(0, 372, width, 32, 'b8b8b0'),
    ...row(9, 140, (x) => box(x + 10, 540, 70, 8, 'd8d4c0')),
    box(60, 110, 270, 265, '9a5b45'),
    ...row(3, 82, (x) => box(x + 84, 140, 52, 62, 'dfe8ee')),
    box(84, 290, 222, 85, '3b2c26'),
    sign('顺达五金', 118, 232, '1d5c3a'),
    box(390, 165, 250, 210, '6f8f6a'),
    ...row(3, 76, (x) => box(x + 412, 190, 48, 52, 'e6ecd9')),
    box(412, 300, 206, 75, '2f3a33'),
    sign('便民超市', 438, 256, 'b02020'),
    box(700, 80, 360, 295, 'c2b59b'),
    ...row(4, 84, (x) => box(x + 724, 110, 54, 70, '384048')),
    box(724, 270, 312, 105, '54493a'),
    sign('湘味小吃', 800, 212, 'a8651a'),
    box(520, 352, 190, 14, 'c8452f'),
    box(528, 366, 8, 80, '8a8a8a'),
    box(694, 366, 8, 80, '8a8a8a'),
    box(524, 410, 182, 36, '7a5a36'),
    ...row(5, 34, (x) => box(x + 532, 394, 26, 18, 'd98b2b')),
  ]
  const sky = `gradients=s=${width}x${height}:c0=0x9fc3e0:c1=0xc9cdd0:x0=0:y0=0:x1=0:y1=400:n=2:d=1:r=1`
  return ffmpeg(['-f', 'lavfi', '-i', sky, '-frames:v', '1', '-vf', drawing.join(','), file])
}

/** The drawn street as a live view: a car passes, the hand sways, the sensor is noisy. */
export const liveView = (framesPerSecond: number, covered: string): string =>
  [
    'format=yuv420p',
    'loop=-1:1:0',
    `setpts=N/${framesPerSecond}/TB`,
    `fps=${framesPerSecond}`,
    "drawbox=x='mod(t*150,1700)-240':y=455:w=210:h=58:color=0x1d3f8f:t=fill",
    "drawbox=x='mod(t*150,1700)-200':y=425:w=120:h=32:color=0x27509f:t=fill",
    `crop=${FRAME.width}:${FRAME.height}:x='100+70*sin(t*0.7)+10*sin(t*5.1)':y='60+34*sin(t*0.9)+7*sin(t*6.3)'`,
    covered,
    'noise=alls=4:allf=t:all_seed=7',
  ]
    .filter((step) => step !== '')
    .join(',')
