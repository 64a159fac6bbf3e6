import type { CameraIdentity } from '@liuhen/core/devices'
import { because, Malformed } from '@liuhen/core/kernel'

/**
 * The record cameras hold of themselves, `ZFY_INFO` of the interface police calls GA/T 947.4: fixed widths in bytes,
 * text in GBK. The widths are those of vendors' programs. In C each field may be followed by a NUL: 89 bytes or 94.
 */
const FIELDS = [
  ['serial', 7],
  ['userNumber', 6],
  ['userName', 32],
  ['unitNumber', 12],
  ['unitName', 32],
] as const
const PACKED = FIELDS.reduce((sum, [, width]) => sum + width, 0)

/** Reads such a record; empty fields are left out. Throws Malformed when it is of another length. */
export function readCameraRecord(bytes: Uint8Array): CameraIdentity {
  const extra = bytes.length - PACKED
  if (extra !== 0 && extra !== FIELDS.length)
    throw because(
      Malformed,
      'camera-record-length',
      `设备信息应为 ${PACKED} 或 ${PACKED + FIELDS.length} 字节，读到 ${bytes.length} 字节`,
      `A camera's record has ${PACKED} or ${PACKED + FIELDS.length} bytes; ${bytes.length} were read`,
    )
  let at = 0
  const read = FIELDS.map(([name, width]) => {
    const field = textOf(bytes.subarray(at, at + width))
    at += width + (extra === 0 ? 0 : 1)
    return [name, field] as const
  })
  return Object.fromEntries(read.filter(([, field]) => field !== ''))
}

/** Up to the first NUL or unwritten byte (0xFF, which no GBK text holds); half a character at the end was cut by the width. */
function textOf(field: Uint8Array): string {
  const end = field.findIndex((byte) => byte === 0 || byte === 0xff)
  const written = end < 0 ? field : field.subarray(0, end)
  return new TextDecoder('gbk')
    .decode(written)
    .replace(/\ufffd$/, '')
    .trim()
}
