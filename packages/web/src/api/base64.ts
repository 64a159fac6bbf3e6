/** The bytes of a file as a body of JSON carries them. Rejects where the browser cannot read it. */
export const inBase64 = (file: File): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader()
    reader.addEventListener('load', () =>
      done(typeof reader.result === 'string' ? (reader.result.split(',', 2)[1] ?? '') : ''),
    )
    reader.addEventListener('error', () => failed(new Error('the file cannot be read')))
    reader.readAsDataURL(file)
  })
