interface ClientConfig {
  demo: {
    staff: { username: string; password: string; name: string; roleLabel: string }[]
    people: { phone: string; name: string; note: string }[]
    smsOutbox: string
  } | null
}

/** Width on a terminal, where a Chinese character takes two columns. */
const width = (text: string) => [...text].reduce((sum, letter) => sum + (/[⺀-￦]/.test(letter) ? 2 : 1), 0)
const column = (text: string, columns: number) => text + ' '.repeat(Math.max(1, columns - width(text)))

/** What a person who reads nothing but the terminal has to know. */
export function banner(address: string, config: ClientConfig): string {
  const lines = ['', `  轻聘 Qingpin  ${address}`, '']
  const { demo } = config
  if (demo) {
    lines.push('  Staff 员工登录 (user name / password)')
    for (const { username, password, name, roleLabel } of demo.staff) {
      lines.push(`    ${column(username, 12)}${column(password, 15)}${column(name, 8)}${roleLabel}`)
    }
    lines.push('', '  People 个人登录 (phone; the SMS code appears in the outbox below)')
    for (const { phone, name, note } of demo.people) lines.push(`    ${column(phone, 12)}${column(name, 15)}${note}`)
    lines.push('', `  SMS outbox 短信收件箱  ${demo.smsOutbox}`)
  }
  lines.push(`  API 接口文档          ${address}/api/docs`, '', '  Ctrl-C stops everything. The data stays.', '')
  return lines.join('\n')
}
