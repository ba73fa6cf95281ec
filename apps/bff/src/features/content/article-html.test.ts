import { describe, expect, it } from 'vitest'
import { textOf, toBlocks } from './article-blocks.view.ts'
import { cleanHtml } from './article-html.service.ts'

describe('the HTML of an editor', () => {
  it.each([
    ['<script>alert(1)</script><p>好</p>', '<p>好</p>'],
    ['<p onclick="x()" style="color:red" class="a">好</p>', '<p>好</p>'],
    ['<img src="x" onerror="alert(1)">', ''],
    ['<img src="http://a.example/1.png"><img src="data:image/svg+xml,x"><img src="//a.example/1.png">', ''],
    ['<img src="javascript:alert(1)"><img src="/media/../api/x"><img>', ''],
    ['<a href="javascript:alert(1)">点</a>', '<a>点</a>'],
    ['<a href=" java&#09;script:alert(1)">点</a>', '<a>点</a>'],
    ['<a href="data:text/html,x">点</a><a href="//a.example">点</a>', '<a>点</a><a>点</a>'],
    ['<a href="https://a.example/?a=1&b=2" target="_blank">点</a>', '<a href="https://a.example/?a=1&amp;b=2">点</a>'],
    ['<iframe src="https://a.example"></iframe><svg onload="x()"></svg><style>p{}</style>', ''],
    ['<h1>大</h1><div>一段</div><b>重</b>', '<h2>大</h2><p>一段</p><strong>重</strong>'],
    ['<p>没关的<strong>标签', '<p>没关的<strong>标签</strong></p>'],
    ['<p>1 < 2 & "好"</p>', '<p>1 &lt; 2 &amp; "好"</p>'],
  ])('keeps of %s nothing that could act', async (html, clean) => expect(await cleanHtml(html)).toBe(clean))

  it('contains only pictures of this product and over https', async () => {
    const html = '<img src="/media/content/aunt.svg" alt="阿姨"><img src="https://a.example/1.png">'
    expect(await cleanHtml(html)).toBe(
      '<img src="/media/content/aunt.svg" alt="阿姨" /><img src="https://a.example/1.png" />',
    )
  })

  it('is unchanged by a second cleaning', async () => {
    const once = await cleanHtml('<h1>a</h1><p>&lt;script&gt; & <a href="https://a.example/?a&b">b</a><br>')
    expect(await cleanHtml(once)).toBe(once)
  })
})

describe('the parts of an article', () => {
  const partsOf = async (html: string) => toBlocks(await cleanHtml(html))
  const rendered = async (html: string) =>
    (await partsOf(html)).map(({ kind, spans }) => `${kind}:${spans.map(({ text }) => text).join('')}`)

  it('are its headings, paragraphs, items and quotes in order', async () => {
    const html = '<h2>一</h2>\n<p>二</p>\n<ul>\n<li>三</li>\n<li>四</li>\n</ul><blockquote>五</blockquote><p> </p>尾'
    expect(await rendered(html)).toEqual(['heading:一', 'text:二', 'item:三', 'item:四', 'quote:五', 'text:尾'])
  })

  it('join the paragraphs of a quote or an item, each on its line', async () => {
    expect(await rendered('<blockquote><p>一</p><p>二</p></blockquote>')).toEqual(['quote:一\n二'])
    expect(await rendered('<ul><li><p>一</p></li><li>二<p>三</p></li></ul>')).toEqual(['item:一', 'item:二\n三'])
    expect(await rendered('<p>一<br>二</p>')).toEqual(['text:一\n二'])
  })

  it('mark bold text and links', async () => {
    const [block] = await partsOf('<p>先<strong>问</strong>再<a href="https://a.example/?a=1&b=2">看</a>。</p>')
    expect(block?.spans).toEqual([
      { text: '先' },
      { text: '问', strong: true },
      { text: '再' },
      { text: '看', href: 'https://a.example/?a=1&b=2' },
      { text: '。' },
    ])
  })

  it('show a picture with its caption, or else with its alternative text', async () => {
    const html =
      '<figure><img src="/media/a.svg" alt="图">\n<figcaption>说明</figcaption></figure><p>前<img src="/media/b.svg" alt="图二">后</p>'
    expect(await partsOf(html)).toEqual([
      { kind: 'image', url: '/media/a.svg', spans: [{ text: '说明' }] },
      { kind: 'text', spans: [{ text: '前' }] },
      { kind: 'image', url: '/media/b.svg', spans: [{ text: '图二' }] },
      { kind: 'text', spans: [{ text: '后' }] },
    ])
  })

  it('return text as written, also where it looks like markup', async () => {
    const text = '1 < 2 & "3" \'4\' &amp; &lt;b&gt; &constructor; 👨‍👩‍👧'
    const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`
    expect(textOf(await partsOf(html))).toBe(text)
  })

  it.each(['', '   ', '<p></p>', '<ul></ul>', '<script>x</script>'])('of "%s" are none', async (html) =>
    expect(await partsOf(html)).toEqual([]),
  )
})
