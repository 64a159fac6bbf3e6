/** What a browser says it is, in the words people know: `Chrome · Windows`; empty where it says nothing that is known. */
export function browserIn(agent: string): string {
  const named = (list: readonly (readonly [RegExp, string])[]) => list.find(([written]) => written.test(agent))?.[1]
  const browser = named([
    [/QIHU|360SE|360EE/i, '360'],
    [/Qaxbrowser/i, '奇安信'],
    [/MicroMessenger/i, '微信'],
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ])
  const system = named([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(' · ')
}
