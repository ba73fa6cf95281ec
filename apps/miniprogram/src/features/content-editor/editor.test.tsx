import { aBanner, anArticle } from '@qingpin/testing/content'
import { act } from 'react'
import { describe, expect, it } from 'vitest'
import { byRole, render, tap, type, until } from '../../../test/render'
import { useServer } from '../../../test/server'
import { openWith } from '../../../test/taro'
import ArticleEdit from './article'
import BannerEdit from './banner'
import ContentList from './list'

const { server, enter } = useServer()
const editor = async () => {
  const login = await server.aStaff('operator', { name: '小轻' })
  await enter(login)
  return server.as(login.token)
}
const inputOf = (page: { element: HTMLElement }, placeholder: string) => {
  const found = [...page.element.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].find(
    (one) => one.placeholder === placeholder || one.getAttribute('aria-label') === placeholder,
  )
  if (!found) throw new Error(`no input ${placeholder}`)
  return found
}

describe('the article editor', () => {
  it('writes an article part by part, marks words, and publishes it', async () => {
    const api = await editor()
    openWith({})
    const page = await render(<ArticleEdit />)
    await type(inputOf(page, '标题'), '冬天怎么洗澡')
    await tap(byRole('radio', '正文'))
    await type(inputOf(page, '写一段；粘贴的文章会按空行分段'), '水温四十度，先放冷水')
    await tap(byRole('button', '加粗或链接'))
    await type(inputOf({ element: document.body }, '照着这一段写'), '先放冷水')
    await tap(byRole('button', '好了'))
    await until(() => page.text().includes('加粗：先放冷水'))
    await tap(byRole('button', '发布'))
    const list = async () => (await api('GET /api/content/articles', { query: { keyword: '洗澡' } })).items
    await expect.poll(async () => (await list())[0]?.status).toBe('published')
    const id = (await list())[0]?.id ?? ''
    expect((await api('GET /api/articles/miniprogram/{id}', { params: { id } })).blocks).toEqual([
      { kind: 'text', spans: [{ text: '水温四十度，' }, { text: '先放冷水', strong: true }] },
    ])
  })

  it('says what is missing, and keeps what was written on the phone', async () => {
    await editor()
    openWith({})
    const page = await render(<ArticleEdit />)
    await tap(byRole('radio', '引用'))
    await type(inputOf(page, '一句别人的话'), '慢慢来')
    await tap(byRole('button', '发布'))
    await until(() => page.text().includes('请填标题。'))
    await act(async () => void (await new Promise((resolve) => setTimeout(resolve, 500))))
    await page.leave()
    const again = await render(<ArticleEdit />)
    expect(inputOf(again, '一句别人的话').value).toBe('慢慢来')
    expect((await render(<ContentList />)).text()).not.toContain('慢慢来')
  })

  it('asks which of two to take when a colleague saved meanwhile, and loses neither before', async () => {
    const api = await editor()
    const id = await anArticle(server, { title: '两个人改' })
    openWith({ id })
    const page = await render(<ArticleEdit />)
    await until(() => page.text().includes('再加一段'))
    const { blocks } = await api('GET /api/content/articles/{id}', { params: { id } })
    const body = { title: '同事的标题', status: 'published' as const, blocks, version: 1 }
    await api('PUT /api/content/articles/{id}', { params: { id }, body })
    await type(inputOf(page, '标题'), '我的标题')
    await tap(byRole('button', '保存'))
    await until(() => document.querySelector('.q-dialog') !== null)
    expect(document.querySelector('.q-dialog')?.textContent).toContain('标题')
    await tap(byRole('button', '用我写的'))
    const titleNow = async () => (await api('GET /api/content/articles/{id}', { params: { id } })).title
    await expect.poll(titleNow).toBe('我的标题')
  })

  it('shows markup that was typed as the words it is, in the preview too', async () => {
    await editor()
    const id = await anArticle(server, { html: '<p>&lt;img src=x onerror=alert(1)&gt;</p>', title: '<b>粗</b>' })
    openWith({ id })
    const page = await render(<ArticleEdit />)
    await until(() => page.text().includes('再加一段'))
    await tap(byRole('tab', '看看样子'))
    expect(page.text()).toContain('<img src=x onerror=alert(1)>')
    expect(page.text()).toContain('<b>粗</b>')
    expect(page.element.querySelector('.art img[src="x"], .art b')).toBeNull()
  })

  it('is closed to an employee', async () => {
    await enter(await server.aStaff('employee'))
    openWith({})
    const page = await render(<ArticleEdit />)
    expect(page.text()).toContain('员工不能写文章')
  })
})

describe('the banners of staff', () => {
  it('are listed with whom they are for and how often they were seen, and moved by a tap', async () => {
    const api = await editor()
    const first = await aBanner(server, { title: '甲班' })
    const second = await aBanner(server, { title: '乙班', audience: ['guest'], status: 'inactive' })
    openWith({ kind: 'banners' })
    const page = await render(<ContentList />)
    await until(() => page.text().includes('乙班'))
    expect(page.text()).toContain('给没登录的人看；看到0次，点开0次')
    expect(page.text()).toContain('收起了')
    await tap(byRole('button', '乙班往前挪'))
    const order = async () => (await api('GET /api/content/banners')).items.map(({ id }) => id)
    await expect.poll(order).toEqual([second, first])
  })

  it('are changed in the form, which says what is wrong with their target', async () => {
    const api = await editor()
    const id = await aBanner(server, { title: '旧标题' })
    openWith({ id })
    const page = await render(<BannerEdit />)
    await until(() => page.text().includes('点了打开什么'))
    await type(inputOf(page, '标题'), '新标题')
    await tap(byRole('button', '打开，什么都不打开'))
    await tap(byRole('radio', '别家的网页'))
    await tap(byRole('button', '保存'))
    await until(() => page.text().includes('网址要以 https:// 开头。'))
    await type(inputOf(page, 'https://'), 'https://a.example/x')
    await tap(byRole('button', '保存'))
    const now = async () => {
      const { title, linkType, linkUrl } = await api('GET /api/content/banners/{id}', { params: { id } })
      return [title, linkType, linkUrl]
    }
    await expect.poll(now).toEqual(['新标题', 'external', 'https://a.example/x'])
  })
})
