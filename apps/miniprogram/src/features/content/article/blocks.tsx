import { Image, Text, View } from '@tarojs/components'
import { mediaUrl } from '@/platform/api-address'
import { copyText } from '@/platform/clipboard'
import { Tap } from '@/ui/tap'
import { toast } from '@/ui/toast'
import type { Article } from '../api'

type Block = Article['blocks'][number]
type Span = Block['spans'][number]

/** Marks the block where the reader stopped, to be brought into sight. */
export const STOPPED = 'art-stopped'

/** The blocks of an article as components: HTML from the server is never rendered. */
export function Blocks({ blocks, at }: { readonly blocks: readonly Block[]; readonly at?: number | undefined }) {
  return (
    <View className="art-body">
      {blocks.map((block, i) => (
        // The order never changes while the page is open.
        <View key={i} className={i === at ? STOPPED : ''}>
          <One block={block} />
        </View>
      ))}
    </View>
  )
}

function One({ block: { kind, spans, url } }: { readonly block: Block }) {
  if (kind === 'image') {
    return (
      <View className="art-image">
        {url ? <Image className="art-image__pic" src={mediaUrl(url)} mode="widthFix" lazyLoad /> : null}
        {spans.length > 0 ? (
          <View className="art-image__words">
            <Spans spans={spans} />
          </View>
        ) : null}
      </View>
    )
  }
  return (
    <View className={`art-${kind}`}>
      <Spans spans={spans} />
    </View>
  )
}

const copyLink = async (url: string) => {
  if (await copyText(url)) toast('链接复制好了，到浏览器里打开')
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return (
    <>
      {spans.map(({ text, strong, href }, place) =>
        href ? (
          <Tap key={place} className="art-link" role="link" onTap={() => void copyLink(href)}>
            {text}
          </Tap>
        ) : (
          <Text key={place} className={strong ? 'art-strong' : ''}>
            {text}
          </Text>
        ),
      )}
    </>
  )
}
