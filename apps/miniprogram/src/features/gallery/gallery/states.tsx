import { View } from '@tarojs/components'
import { useInfinite } from '@/app/infinite'
import { NetworkError } from '@/platform/network-error'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FootBar } from '@/ui/foot-bar'
import { ListEnd } from '@/ui/list-end'
import { MetaLine } from '@/ui/meta-line'
import { Portrait } from '@/ui/portrait'
import { Row } from '@/ui/row'
import { Screen } from '@/app/shell/screen'
import { Tags } from '@/ui/tag'
import { Pay } from '@/ui/text'
import { TrustLight } from '@/ui/trust-light'
import './states.scss'

export const states = ['loading', 'empty', 'error', 'refused', 'offline', 'stale'] as const
type State = (typeof states)[number]

const idle = { data: undefined, error: undefined, at: 0, offline: false, refetch: async () => undefined }
const broken = { status: 500, code: 'INTERNAL_ERROR', message: '服务器出了点问题', requestId: '7f3a91c2' }
const refused = { status: 403, code: 'FORBIDDEN', message: '当前身份没有这项权限。', requestId: '7f3a91c3' }

const queries = {
  loading: idle,
  empty: { ...idle, data: [] as readonly string[], at: 1 },
  error: { ...idle, error: broken },
  refused: { ...idle, error: refused },
  offline: { ...idle, error: new NetworkError('offline') },
  stale: { ...idle, data: ['王阿姨', '李阿姨'] as readonly string[], at: 1_795_137_120_000, offline: true },
}

export function StateScreen({ state }: { readonly state: State }) {
  const nothing = () => undefined
  const empty = {
    art: 'interviews' as const,
    title: '还没有面试',
    text: '看中哪位阿姨，可以先视频聊聊，\n不满意不用签',
    action: { text: '去看看阿姨', onTap: nothing },
    link: { icon: 'link' as const, text: '收到了邀请？粘贴链接进入', onTap: nothing },
  }
  const foot = (
    <FootBar
      below={
        <Button kind="text" size="m" icon="phone">
          不会填，打电话问
        </Button>
      }
    >
      <Button kind="plain">上一步</Button>
      <Button grow>下一步</Button>
    </FootBar>
  )
  return (
    <Screen<readonly string[]> title="王阿姨" query={queries[state]} empty={empty} foot={foot}>
      {(names) => (
        <Card pad="rows">
          {names.map((name) => (
            <Row key={name} title={name} onTap={nothing} />
          ))}
        </Card>
      )}
    </Screen>
  )
}

interface Worker {
  readonly id: number
  readonly name: string
}

const page = async (from: number | undefined = 0) => {
  await new Promise<void>((resolve) => setTimeout(resolve, 400))
  const items: Worker[] = Array.from({ length: 20 }, (_, index) => ({
    id: from + index,
    name: `王阿姨${from + index + 1}`,
  }))
  return { items, next: from < 60 ? from + 20 : undefined }
}

export function ListScreen() {
  const list = useInfinite<Worker, number>(['gallery', 'workers'], page, { staleMs: 60_000 })
  return (
    <Screen title="可预约的阿姨" query={list} onEnd={list.loadMore} pad={false}>
      {(workers) => (
        <View className="gal-list">
          {workers.map((worker) => (
            <View key={worker.id} className="gal-worker">
              <Portrait />
              <View className="gal-worker__main">
                <View className="gal-worker__head">
                  <View className="gal-worker__name">{worker.name}</View>
                  <MetaLine facts={['48岁', '河南信阳']} />
                  <TrustLight state="ok" text="证件齐全" />
                </View>
                <MetaLine cut facts={['月嫂', '9年', '带过62个宝宝']} />
                <Tags items={[{ text: '金牌月嫂', tone: 'warm' }, { text: '早产护理' }, { text: '月子餐' }]} />
                <Pay amount="12800–15800" unit="元/26天" />
              </View>
            </View>
          ))}
          <ListEnd list={list} />
        </View>
      )}
    </Screen>
  )
}
