(() => {
  const words = document.getElementById('words'), hits = document.getElementById('hits'), found = document.getElementById('found')
  const rows = window.disclosures || []
  const look = () => {
    const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean)
    hits.replaceChildren()
    if (wanted.length === 0) { found.textContent = ''; return }
    const all = rows.filter((row) => { const text = row.slice(1).join(' ').toLowerCase(); return wanted.every((one) => text.includes(one)) })
    found.textContent = '找到 ' + all.length + ' 件' + (all.length > 100 ? '，列出前 100 件' : '')
    for (const row of all.slice(0, 100)) {
      const item = document.createElement('li'), link = document.createElement('a'), more = document.createElement('span')
      link.href = 'items/' + row[0] + '.html'; link.textContent = row[1]
      more.className = 'meta'; more.textContent = ' ' + row[2] + ' ' + row[4] + ' ' + row[5]
      item.append(link, more); hits.append(item)
    }
  }
  words.addEventListener('input', look)
})()
