export const hasPictureViewer = false

function follow(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener'
  document.body.append(link)
  link.click()
  link.remove()
}

export async function showFilm(url: string): Promise<boolean> {
  follow(url)
  return true
}

export async function showDocument(url: string, _name: string): Promise<boolean> {
  follow(url)
  return true
}
