import { resolve } from 'node:path'
import { z } from 'zod'
import { Malformed } from '@liuhen/core/kernel'
import { walls, type Walls } from './cage.ts'
import { type Doors, doorEnvironment, doorsOf, doorsWanted } from './config-doors.ts'

const whole = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number)

/** What the operator may set from outside. */
const Environment = z.object({
  LIUHEN_DATA: z.string().min(1).default('./data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8040),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional(),
  LIUHEN_PACKS: z.string().min(1).max(1000).optional(),
  LIUHEN_TEMPLATES: z.string().min(1).max(1000).optional(),
  FFMPEG: z.string().min(1).default('ffmpeg'),
  FFPROBE: z.string().min(1).default('ffprobe'),
  LIUHEN_MEDIA_WALLS: z.enum([...walls, 'best']).default('whole'),
  LIUHEN_RESERVE: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .default(1 << 30),
  LIUHEN_JOBS: z.enum(['here', 'elsewhere']).default('here'),
  LIUHEN_PROXIES: z
    .string()
    .transform((list) => list.split(/[,\s]+/).filter(Boolean))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6()])))
    .default([]),
  LIUHEN_CONNECTIONS: whole.default(1024),
  LIUHEN_CONNECTIONS_PER_ADDRESS: whole.default(128),
  LIUHEN_BODY_SECONDS: whole.default(20),
  LIUHEN_SCRUB_SECONDS: whole.default(60),
  LIUHEN_LOOK_SECONDS: whole.default(300),
  LIUHEN_SAVED_FILTERS: whole.default(30),
  LIUHEN_SMTP_HOST: z.string().max(253).optional(),
  LIUHEN_SMTP_PORT: whole.pipe(z.number().max(65_535)).default(587),
  LIUHEN_SMTP_FROM: z.email().optional(),
  LIUHEN_SMTP_TLS: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  LIUHEN_SMTP_USER: z.string().optional(),
  LIUHEN_SMTP_PASSWORD: z.string().optional(),
  LIUHEN_SMTP_PASSWORD_FILE: z.string().optional(),
  LIUHEN_PUBLIC_ADDRESS: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[^\s?#]+\/$/)
    .default(''),
  LIUHEN_REMINDER_DAYS: whole.pipe(z.number().max(60)).default(3),
  LIUHEN_REMINDER_HOUR: z.coerce.number().int().min(0).max(23).default(8),
  LIUHEN_BURNER: z.string().min(1).max(1000).optional(),
  LIUHEN_BURNER_DEVICE: z.string().min(1).max(1000).optional(),
  LIUHEN_UPLOAD_DAYS: whole.default(7),
  LIUHEN_UPLOAD_QUOTA: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number)
    .default(64 * 2 ** 30),
  ...doorEnvironment,
})

/** A mail server. The password is read again for every round, so that it can be changed in its file. */
export interface Smtp {
  readonly host: string
  readonly port: number
  readonly from: string
  /** `starttls`: encrypted or not at all; `tls`: from the first byte; `none`: in the clear, on the machine itself. */
  readonly tls: 'starttls' | 'tls' | 'none'
  readonly user?: string
  readonly password?: string
  readonly passwordFile?: string
}

export interface Burner {
  /** The program and its arguments; `{image}` stands for the path of the image. Never a shell. */
  readonly command: readonly string[]
  /** What the disc is read back from, `/dev/sr0`. */
  readonly device: string
}

export interface Config extends Doors {
  /** The data folder, absolute. */
  readonly data: string
  readonly host: string
  /** 0 asks the system for a free one. */
  readonly port: number
  /** The owner's connection to a cluster of the operator's own; undefined means the embedded PostgreSQL. */
  readonly databaseUrl?: string
  /** A folder of packs besides the program's own: what superiors have ordered. */
  readonly packs?: string
  /** A folder of layouts of papers in place of the program's own: the bureau's uniform ones. */
  readonly templates?: string
  readonly ffmpeg: string
  readonly ffprobe: string
  /** How ffmpeg, which reads what comes from outside, is shut in; `best` is as far as this machine can, and `whole` unless set. */
  readonly mediaWalls: Walls | 'best'
  /** Bytes that stay free on the disk of the data folder; one gibibyte unless set. */
  readonly reserve: number
  /** Whether this server makes view copies and stills, or leaves that to another on the same database. */
  readonly jobs: 'here' | 'elsewhere'
  /** Addresses of reverse proxies whose word on where a request came from is taken; of nobody else it is. */
  readonly proxies: readonly string[]
  /** Connections open at once, from everywhere and from one address. */
  readonly connections: number
  readonly connectionsPerAddress: number
  /** So many seconds a request that is no upload may take to arrive. */
  readonly bodySeconds: number
  /** So many seconds lie between two rounds in which all that is kept is read again, and before the first of a start. */
  readonly scrubSeconds: number
  /** So many seconds lie between two looks at what is to be sent; what nobody did in time is looked for every sixth time. */
  readonly lookSeconds: number
  /** Where the public site lies for the public, `https://…/`, ending in a slash; empty where that is not said. */
  readonly publicAddress: string
  /** Where mail goes out, if it does. */
  readonly smtp?: Smtp
  /** What ends within so many days is reminded of, each day from that hour of Beijing on. */
  readonly reminders: { readonly days: number; readonly hour: number }
  /** A drive that discs are burnt and read with: the program with its arguments, `{image}` among them, and what is read back. */
  readonly burner?: Burner
  /** So many filters of the list of cases one person may keep. */
  readonly savedFilters: number
  /** So many days an upload that has not come whole may stand still before it is let go of. */
  readonly uploadDays: number
  /** Bytes that one person or station may have under way, not yet come whole; 64 gibibytes unless set. */
  readonly uploadQuota: number
}

const WANTED: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  LIUHEN_DATA: ['数据目录的路径', 'the path of the data folder'],
  HOST: ['监听地址，例如 127.0.0.1', 'an address to listen on, such as 127.0.0.1'],
  PORT: ['0 到 65535 之间的端口号', 'a port number from 0 to 65535'],
  DATABASE_URL: [
    'PostgreSQL 连接地址，例如 postgres://用户:密码@主机:5432/库名',
    'a PostgreSQL address such as postgres://user:password@host:5432/name',
  ],
  LIUHEN_PACKS: ['另有制度的目录', 'a folder of more instruments'],
  LIUHEN_TEMPLATES: ['文书样式的目录', 'a folder of layouts of papers'],
  FFMPEG: ['ffmpeg 程序的路径', 'the path of the ffmpeg program'],
  FFPROBE: ['ffprobe 程序的路径', 'the path of the ffprobe program'],
  LIUHEN_MEDIA_WALLS: ['whole、network、none 或 best', 'whole, network, none or best'],
  LIUHEN_RESERVE: ['字节数', 'a number of bytes'],
  LIUHEN_JOBS: ['here 或 elsewhere', 'here or elsewhere'],
  LIUHEN_PROXIES: ['反向代理的 IP 地址，用逗号隔开', 'the IP addresses of reverse proxies, with commas between'],
  LIUHEN_CONNECTIONS: ['1 至 999999 的整数', 'a whole number from 1 to 999999'],
  LIUHEN_CONNECTIONS_PER_ADDRESS: ['1 至 999999 的整数', 'a whole number from 1 to 999999'],
  LIUHEN_BURNER: [
    '刻录程序及其参数，其中 {image} 代表映像文件，并同时设 LIUHEN_BURNER_DEVICE',
    'the program that burns, with {image} among its arguments, together with LIUHEN_BURNER_DEVICE',
  ],
  LIUHEN_BURNER_DEVICE: [
    '光驱的设备文件，例如 /dev/sr0，并同时设 LIUHEN_BURNER',
    'the device of the drive such as /dev/sr0, together with LIUHEN_BURNER',
  ],
  LIUHEN_UPLOAD_DAYS: ['天数，1 至 999999 的整数', 'days, a whole number from 1 to 999999'],
  LIUHEN_UPLOAD_QUOTA: ['字节数，大于 0', 'a number of bytes, more than 0'],
  LIUHEN_PUBLIC_ADDRESS: [
    '公示网站对外的地址，以 / 结尾，例如 https://cg.example.gov.cn/gongshi/',
    'the address of the public site, ending in a slash, such as https://cg.example.gov.cn/gongshi/',
  ],
  LIUHEN_SMTP_HOST: ['发信服务器的主机名', 'the host name of a mail server'],
  LIUHEN_SMTP_PORT: ['1 到 65535 之间的端口号', 'a port number from 1 to 65535'],
  LIUHEN_SMTP_FROM: [
    '发信地址；设了 LIUHEN_SMTP_HOST 就必须设',
    'the address mail is from, wherever LIUHEN_SMTP_HOST is set',
  ],
  LIUHEN_SMTP_TLS: ['starttls、tls 或 none', 'starttls, tls or none'],
  LIUHEN_SMTP_USER: ['发信服务器的用户名', 'the user name at the mail server'],
  LIUHEN_SMTP_PASSWORD: ['发信服务器的密码', 'the password at the mail server'],
  LIUHEN_SMTP_PASSWORD_FILE: ['写有该密码的文件', 'a file with that password in it'],
  LIUHEN_REMINDER_DAYS: ['天数，1 至 60 的整数', 'days, a whole number from 1 to 60'],
  LIUHEN_REMINDER_HOUR: ['0 至 23 的整点', 'an hour from 0 to 23'],
  LIUHEN_SAVED_FILTERS: ['个数，1 至 999999 的整数', 'how many, a whole number from 1 to 999999'],
  ...doorsWanted,
  LIUHEN_BODY_SECONDS: ['秒数，1 至 999999 的整数', 'seconds, a whole number from 1 to 999999'],
  LIUHEN_SCRUB_SECONDS: ['秒数，1 至 999999 的整数', 'seconds, a whole number from 1 to 999999'],
  LIUHEN_LOOK_SECONDS: ['秒数，1 至 999999 的整数', 'seconds, a whole number from 1 to 999999'],
}

/**
 * Reads the settings; a variable that is set to nothing counts as not set. Relative folders start at `from`.
 * Throws Malformed naming every variable that is wrong and what it should hold.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env, from = process.cwd()): Config {
  const set = Object.fromEntries(Object.keys(WANTED).map((name) => [name, environment[name]?.trim() || undefined]))
  const read = Environment.safeParse(set)
  if (!read.success) throw new Malformed([...new Set(read.error.issues.map((one) => String(one.path[0])))].map(wrong))
  const { LIUHEN_DATA, HOST, PORT, DATABASE_URL, FFMPEG, FFPROBE, LIUHEN_MEDIA_WALLS, LIUHEN_RESERVE, LIUHEN_JOBS } =
    read.data
  return {
    data: resolve(from, LIUHEN_DATA),
    host: HOST,
    port: PORT,
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(read.data.LIUHEN_PACKS !== undefined && { packs: resolve(from, read.data.LIUHEN_PACKS) }),
    ...(read.data.LIUHEN_TEMPLATES !== undefined && { templates: resolve(from, read.data.LIUHEN_TEMPLATES) }),
    ffmpeg: FFMPEG,
    ffprobe: FFPROBE,
    mediaWalls: LIUHEN_MEDIA_WALLS,
    reserve: LIUHEN_RESERVE,
    jobs: LIUHEN_JOBS,
    proxies: read.data.LIUHEN_PROXIES,
    connections: read.data.LIUHEN_CONNECTIONS,
    connectionsPerAddress: read.data.LIUHEN_CONNECTIONS_PER_ADDRESS,
    publicAddress: read.data.LIUHEN_PUBLIC_ADDRESS,
    ...smtpOf(read.data, from),
    ...burnerOf(read.data),
    ...doorsOf(read.data, from, (names) => new Malformed(names.map(wrong))),
    reminders: { days: read.data.LIUHEN_REMINDER_DAYS, hour: read.data.LIUHEN_REMINDER_HOUR },
    savedFilters: read.data.LIUHEN_SAVED_FILTERS,
    bodySeconds: read.data.LIUHEN_BODY_SECONDS,
    scrubSeconds: read.data.LIUHEN_SCRUB_SECONDS,
    lookSeconds: read.data.LIUHEN_LOOK_SECONDS,
    uploadDays: read.data.LIUHEN_UPLOAD_DAYS,
    uploadQuota: read.data.LIUHEN_UPLOAD_QUOTA,
  }
}

/** Off where neither is set; one alone is wrong. */
function burnerOf(read: z.infer<typeof Environment>): { readonly burner?: Burner } {
  const { LIUHEN_BURNER: words, LIUHEN_BURNER_DEVICE: device } = read
  if (words === undefined && device === undefined) return {}
  const command = words?.split(/\s+/) ?? []
  if (!command.some((one) => one.includes('{image}'))) throw new Malformed([wrong('LIUHEN_BURNER')])
  if (device === undefined) throw new Malformed([wrong('LIUHEN_BURNER_DEVICE')])
  return { burner: { command, device } }
}

/** Off where no host is named. */
function smtpOf(read: z.infer<typeof Environment>, from: string): { readonly smtp?: Smtp } {
  const { LIUHEN_SMTP_HOST: host, LIUHEN_SMTP_FROM: sender, LIUHEN_SMTP_USER: user } = read
  if (host === undefined) return {}
  if (sender === undefined) throw new Malformed([wrong('LIUHEN_SMTP_FROM')])
  const { LIUHEN_SMTP_PASSWORD: password, LIUHEN_SMTP_PASSWORD_FILE: file } = read
  return {
    smtp: {
      host,
      port: read.LIUHEN_SMTP_PORT,
      from: sender,
      tls: read.LIUHEN_SMTP_TLS,
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ...(file !== undefined && { passwordFile: resolve(from, file) }),
    },
  }
}

function wrong(name: string) {
  const [zh, en] = WANTED[name] ?? ['别的值', 'something else']
  return {
    code: 'setting-wrong',
    field: name,
    message: { zh: `环境变量 ${name} 应为${zh}`, en: `The environment variable ${name} should be ${en}` },
  }
}
