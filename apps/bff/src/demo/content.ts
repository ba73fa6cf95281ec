import type { Ctx, Person } from '../context.ts'
import * as articles from '../features/content/articles.service.ts'
import * as banners from '../features/content/banners.service.ts'
import { SEED_ARTICLES } from './articles.ts'

type At = (actor: Person | null, hoursAgo: number) => Ctx

const picture = (name: string) => `/media/content/${name}.svg`

/** Creates the banners and articles of the demo, by one of the staff. */
export async function seedContent(at: At, editor: Person): Promise<void> {
  const ids = new Map<string, string>()
  for (const { title, summary, author, cover, daysAgo, text } of SEED_ARTICLES.toReversed()) {
    const article = { title, summary, author, source: '轻聘', coverUrl: picture(cover), html: toHtml(text) }
    const { id } = await articles.create(at(editor, daysAgo * 24), { ...article, status: 'published' })
    ids.set(cover, id)
  }
  const pageOf = (cover: string) => `/features/content/article/index?id=${ids.get(cover) ?? ''}`
  // Older articles, because the page lists the newest ones anyway.
  const seeds = [
    { title: '登记以后会怎样', subtitle: '谈好再上户，不收押金', cover: 'door' },
    { title: '护老阿姨怎么谈', subtitle: '先把夜里的事说清楚', cover: 'elder' },
    { title: '宝宝开始添辅食', subtitle: '育儿嫂该会这几样', cover: 'baby' },
  ]
  for (const { title, subtitle, cover } of seeds) {
    await banners.create(at(editor, 48), {
      title,
      subtitle,
      imageUrl: picture(cover),
      linkType: 'miniprogram',
      linkUrl: pageOf(cover),
      audience: [],
      status: 'active',
      startsAt: null,
      endsAt: null,
    })
  }
}

const bold = (text: string) => text.replace(/\*\*(.+?)\*\* ?/g, '<strong>$1</strong>')

/** The marks of SEED_ARTICLES as HTML. */
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
