/** Reorders the files of one kind by their ids; the others keep their positions. */
export function inNewOrder<F extends { readonly id: string; readonly fileType: string }>(
  files: readonly F[],
  fileType: string,
  ids: readonly string[],
): F[] {
  const rank = (file: F) => {
    const at = ids.indexOf(file.id)
    return at < 0 ? ids.length : at
  }
  const ordered = files.filter((file) => file.fileType === fileType).sort((a, b) => rank(a) - rank(b))
  return files.map((file) => (file.fileType === fileType ? (ordered.shift() ?? file) : file))
}

/** The list with one item moved. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [taken] = next.splice(from, 1)
  if (taken !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, taken)
  return next
}
