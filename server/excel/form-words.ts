/** `附表2 主要指标表` is an annex's number, which stands above at the left, and a title. */
export function annexAndTitle(title: string): { readonly annex: string | null; readonly title: string } {
  const found = /^(附[表件]\s*[0-9一二三四五六七八九十]+(?:-\d+)?)\s*[:：\s]\s*(.+)$/su.exec(title)
  return found ? { annex: found[1]!.replace(/\s/g, ''), title: found[2]! } : { annex: null, title }
}

/** One note is `注：…`; several are numbered, and aligned under the first. Numbers that were typed are not doubled. */
export function noteLines(label: string, notes: string | null | undefined): readonly string[] {
  const lines = (notes ?? '')
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/^注\s*[:：]\s*/, '')
        .replace(/^\d+\s*[.．、](?!\d)\s*/, ''),
    )
    .filter(line => line !== '')
  if (lines.length === 1) return [label + lines[0]]
  const indent = label === '注：' ? '　　' : ' '.repeat(label.length)
  return lines.map((line, index) => `${index === 0 ? label : indent}${index + 1}.${line}`)
}
