(() => {
  const words = document.getElementById('words'), hits = document.getElementById('hits'), found = document.getElementById('found')
  const rows = window.disclosures || [], files = window.disclosureFiles || 1
  let loaded = 1, asked = 0
  const next = () => new Promise((done, failed) => {
    const file = document.createElement('script')
    file.src = 'search-data-' + (loaded + 1) + '.js'
    file.onload = () => { loaded += 1; done() }
    file.onerror = () => { file.remove(); failed(new Error(file.src)) }
    document.head.append(file)
  })
  let loading
  const more = () => loading = loading || next().finally(() => { loading = undefined })
  const look = async () => {
    const mine = ++asked
    const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean)
    hits.replaceChildren()
    found.textContent = ''
    if (wanted.length === 0) return
    let all = [], seen = 0, broken = false
    for (;;) {
      for (; seen < rows.length; seen += 1) {
        const text = rows[seen].slice(1).join(' ').toLowerCase()
        if (wanted.every((one) => text.includes(one))) all.push(rows[seen])
      }
      if (all.length >= 100 || loaded >= files || broken) break
      await more().catch(() => { broken = true })
      if (mine !== asked) return
    }
    const some = loaded < files && !broken
    found.textContent = (some ? '最近公布的里面' : '') + '找到 ' + all.length + ' 件' + (all.length > 100 ? '，列出前 100 件' : '') +
      (broken ? '；更早的没有取到，请稍后再试' : '')
    for (const row of all.slice(0, 100)) {
      const item = document.createElement('li'), link = document.createElement('a'), about = document.createElement('span')
      link.href = 'items/' + row[0] + '.html'; link.textContent = row[1]
      about.className = 'meta'; about.textContent = ' ' + row[2] + ' ' + row[4] + ' ' + row[5]
      item.append(link, about); hits.append(item)
    }
  }
  words.addEventListener('input', look)
  // What a browser kept in the line when one comes back to the page.
  if (words.value) look()
})()
