/** What a spreadsheet takes for a formula, in half and full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** One cell: text that would be a formula gets an apostrophe, so that a spreadsheet only shows it. */
export function csvCell(value: string | null | undefined): string {
  const text = value ?? ''
  const inert = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Tells spreadsheets that the file is UTF-8. */
const BOM = '\uFEFF'

/** A whole file, as spreadsheets read it. */
export const csvOf = (heads: readonly string[], rows: readonly (readonly (string | null)[])[]): string =>
  `${BOM}${[heads, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
