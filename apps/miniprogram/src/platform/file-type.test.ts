import { describe, expect, it } from 'vitest'
import { typeByContent, typeByName } from './file-type'

const head = (text: string): ArrayBuffer => Uint8Array.from(text.padEnd(16, '\0'), (sign) => sign.charCodeAt(0)).buffer

describe('the type of a file that was picked', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n', 'image/png'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['GIF89a', 'image/gif'],
    ['%PDF-1.7', 'application/pdf'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['\0\0\0\x18ftypmif1', 'image/heic'],
    ['\0\0\0\x14ftypqt  ', 'video/quicktime'],
    ['\0\0\0\x18ftypmp42', 'video/mp4'],
    ['<svg', undefined],
    ['', undefined],
  ])('is recognised by its first bytes %j: %s', (text, type) => {
    expect(typeByContent(head(text))).toBe(type)
  })

  it('is recognised by the name where the content is not known', () => {
    expect(['a.JPG', 'a.mov', '证书 2024.12', 'a'].map(typeByName)).toEqual([
      'image/jpeg',
      'video/quicktime',
      undefined,
      undefined,
    ])
  })
})
