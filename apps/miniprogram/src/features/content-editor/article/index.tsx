import { View } from '@tarojs/components'
import type { ArticleState } from '@qingpin/contract/content/content.enums'
import { ARTICLE_MAX } from '@qingpin/contract/content/content.rules'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { FormArea, FormField, FormProblem } from '@/app/form/fields'
import { DraftChoice } from '@/app/drafts/draft-choice'
import { setValues, type Form } from '@/app/form/form'
import { useIdempotencyKey } from '@/app/idempotency'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useAction } from '@/app/use-action'
import { ArticleReading } from '@/features/content'
import { back } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { Segmented } from '@/ui/segmented'
import { toast } from '@/ui/toast'
import {
  createArticle,
  readArticle,
  removeArticle,
  updateArticle,
  useManagedArticle,
  type ManagedArticle,
} from '../api'
import { ConflictDialog } from '../edit-conflict-dialog'
import { PictureField } from '../picture-field'
import { useContentForm } from '../use-content-form'
import { articleDrafts, bodyOf, EMPTY, linesOf, partsOf, problemsOf, valuesOf, type ArticleValues } from './form'
import { Parts } from './parts'
import { toBlocks } from './spans'
import '../content-editor.scss'

function ArticleEdit() {
  const { id } = useParams('articleEdit')
  const article = useManagedArticle(id ?? '')
  if (id === undefined) return <Edit article={undefined} />
  if (article.data) return <Edit key={id} article={article.data} />
  return (
    <Screen title="改文章" query={article}>
      {null}
    </Screen>
  )
}

type Face = 'write' | 'read'
const VIEWS = [
  { value: 'write' as Face, label: '写' },
  { value: 'read' as Face, label: '看看样子' },
]

function Edit({ article }: { readonly article: ManagedArticle | undefined }) {
  const keyFor = useIdempotencyKey()
  const [shown, setShown] = useState<Face>('write')
  // What the tapped button makes of the article.
  const status = useRef<ArticleState>(article?.status ?? 'draft')
  const { form, submit, busy, drop, conflict, choice } = useContentForm<ArticleValues, ManagedArticle>({
    drafts: articleDrafts,
    id: article?.id,
    saved: article,
    empty: EMPTY,
    valuesOf,
    check: (values) => problemsOf(values, status.current),
    send: async (values, version) => {
      const body = bodyOf(values, status.current)
      await (article ? updateArticle(article.id, { ...body, version }) : createArticle(body, keyFor(body)))
      toast(status.current === 'published' ? '发布好了' : '存成草稿了')
      await back()
    },
    readSaved: readArticle,
    linesOf,
    partsOf,
  })
  const save = (next: ArticleState) => {
    status.current = next
    setShown('write')
    void submit()
  }
  const published = article?.status === 'published'
  return (
    <Screen
      title={article ? '改文章' : '写文章'}
      head={<Segmented<Face> options={VIEWS} value={shown} onChange={setShown} />}
      part={shown}
      foot={
        <FootBar>
          <Button kind="plain" busy={busy} onTap={() => save('draft')}>
            {published ? '收回草稿' : '存草稿'}
          </Button>
          <Button grow busy={busy} busyText="正在存" onTap={() => save('published')}>
            {published ? '保存' : '发布'}
          </Button>
        </FootBar>
      }
    >
      {shown === 'write' ? <Write form={form} article={article} onGone={drop} /> : <Preview form={form} />}
      <ConflictDialog {...conflict} />
      <DraftChoice {...choice} />
    </Screen>
  )
}

interface WriteProps {
  readonly form: Form<ArticleValues>
  readonly article: ManagedArticle | undefined
  readonly onGone: () => void
}

function Write({ form, article, onGone }: WriteProps) {
  const coverUrl = useStore(form, ({ values }) => values.coverUrl)
  return (
    <View className="ce">
      <Card pad="rows">
        <FormField form={form} name="title" look="row" label="标题" maxLength={ARTICLE_MAX.title} />
        <FormField
          form={form}
          name="author"
          look="row"
          label="作者"
          placeholder="可以不填"
          maxLength={ARTICLE_MAX.author}
        />
        <FormField
          form={form}
          name="source"
          look="row"
          label="出处"
          placeholder="可以不填"
          maxLength={ARTICLE_MAX.source}
        />
        <FormArea
          form={form}
          name="summary"
          label="摘要"
          placeholder="不填就用正文的开头"
          maxLength={ARTICLE_MAX.summary}
        />
        <PictureField label="封面" url={coverUrl} onChange={(url) => setValues(form, { coverUrl: url })} />
      </Card>
      <Parts form={form} />
      <FormProblem form={form} />
      {article ? <Remove article={article} onGone={onGone} /> : null}
    </View>
  )
}

/** As readers see it, drawn from the same parts. */
function Preview({ form }: { readonly form: Form<ArticleValues> }) {
  const { parts, ...texts } = useStore(form, ({ values }) => values)
  return <ArticleReading {...texts} title={texts.title || '还没有标题'} publishedAt={null} blocks={toBlocks(parts)} />
}

function Remove({ article, onGone }: { readonly article: ManagedArticle; readonly onGone: () => void }) {
  const [asking, setAsking] = useState(false)
  const { run, busy, problem } = useAction(async () => {
    await removeArticle(article.id)
    onGone()
    toast('删掉了')
    await back()
  })
  return (
    <>
      <View className="ce-note">{`打开过${article.views}次，看完${article.finished}次`}</View>
      <Button kind="text" icon="trash" onTap={() => setAsking(true)}>
        删掉这篇
      </Button>
      {problem ? <FieldError {...problem} /> : null}
      <Dialog
        open={asking}
        danger
        title="删掉这篇文章？"
        text="收藏和转发过的人再打开，会看到文章不在了。只是暂时不给人看，可以收回草稿。"
        confirm="删掉"
        busy={busy}
        onConfirm={() => void run()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}

const Permitted = withPermission({ permission: 'content:edit', title: '写文章' }, ArticleEdit)

export default guardPage(Permitted)
