const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  heif: 'image/heif',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
}

/** By the end of its name; undefined for one that says nothing. */
export const typeByName = (name: string): string | undefined => {
  const ending = /\.(\w{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.prototype.hasOwnProperty.call(TYPES, ending) ? TYPES[ending] : undefined
}

export const lastOfPath = (path: string): string => path.split(/[?#]/)[0]?.split('/').pop() ?? ''
