/** String methods of ES2024 that core uses and Chromium has from 111; this page promises 109. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const methods = {
  isWellFormed(this: string): boolean {
    return this.search(LONE) === -1
  },
  toWellFormed(this: string): string {
    return this.replace(LONE, '\ufffd')
  },
}

const strings = Object.getPrototypeOf('') as object
for (const [name, value] of Object.entries(methods))
  if (!(name in strings)) Object.defineProperty(strings, name, { configurable: true, writable: true, value })
