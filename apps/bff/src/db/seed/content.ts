import type { Actor, Ctx } from '../../context.ts'
import { createArticle, createBanner } from '../../features/content/index.ts'
import { SEED_ARTICLES } from './articles.ts'

type At = (actor: Actor | null, hoursAgo: number) => Ctx

const picture = (name: string) => `/media/content/${name}.svg`

/** The banners and articles of the demo story, written by one of the staff. */
export async function seedContent(at: At, editor: Actor): Promise<void> {
  const ids = new Map<string, string>()
  for (const { title, summary, author, cover, daysAgo, text } of SEED_ARTICLES.toReversed()) {
    const article = { title, summary, author, source: '轻聘', coverUrl: picture(cover), html: toHtml(text) }
    ids.set(cover, await createArticle(at(editor, daysAgo * 24), { ...article, status: 'published' }))
  }
  const pageOf = (cover: string) => `/features/content/article/index?id=${ids.get(cover) ?? ''}`
  const banners = [
    { title: '挑月嫂，先问六件事', subtitle: '见面前写下来，心里有数', cover: 'aunt', linkUrl: pageOf('aunt') },
    {
      title: '先视频面试，再签约',
      subtitle: '十分钟准备好，第一次也不慌',
      cover: 'interview',
      linkUrl: pageOf('interview'),
    },
    { title: '简历少写形容词', subtitle: '把做过的事换成数字', cover: 'resume', linkUrl: pageOf('resume') },
  ]
  for (const [position, { title, subtitle, cover, linkUrl }] of banners.entries()) {
    await createBanner(at(editor, 48), {
      title,
      subtitle,
      imageUrl: picture(cover),
      linkType: 'miniprogram',
      linkUrl,
      position,
      status: 'active',
      startsAt: null,
      endsAt: null,
    })
  }
}

const bold = (text: string) => text.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')

/** The few marks that the articles are written in, as HTML. */
function toHtml(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('## ')) return `<h2>${line.slice(3)}</h2>`
      if (line.startsWith('> ')) return `<blockquote>${bold(line.slice(2))}</blockquote>`
      return line.startsWith('- ') ? `<ul><li>${bold(line.slice(2))}</li></ul>` : `<p>${bold(line)}</p>`
    })
    .join('')
}
