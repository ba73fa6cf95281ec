import { View } from '@tarojs/components'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { api } from '@/app/api'
import { mutate, useQuery } from '@/app/query'
import { useAction } from '@/app/use-action'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { formatTime } from '@/ui/format-time'
import { toast } from '@/ui/toast'
import '../staff.scss'

type Waiting = ReplyOf<ContractMap['GET /api/texts-for-review']>['items'][number]
type Verdict = 'pass' | 'refuse'

const KEY = ['texts-for-review']
const FIELDS: Readonly<Record<string, string>> = {
  name: '账号的称呼',
  userName: '面试里的称呼',
  message: '面试里说的话',
  selfIntroduction: '自我介绍',
  certificatesText: '证书说明',
  familySituation: '家庭情况',
  workExperiences: '工作经历',
}

/** 自我介绍，王桂兰，11月20日 9:30。 */
const about = ({ field, author, createdAt }: Waiting): string =>
  [FIELDS[field] ?? '文字', author ?? '没有登录的人', formatTime(Date.parse(createdAt), Date.now())].join('，')

/** Texts that no service has judged: staff lets them stand, or has them replaced. */
function Texts() {
  const texts = useQuery(KEY, () => api('GET /api/texts-for-review'))
  const { run, running, problem } = useAction(async (id: string, verdict: Verdict) => {
    const decide = () => api('POST /api/texts-for-review/{id}', { params: { id }, body: { verdict } })
    await mutate(decide, { touch: [KEY, ['today']] })
    toast(verdict === 'pass' ? '已留下' : '已换掉')
  })
  const busyWith = (id: string, verdict: Verdict) => running?.[0] === id && running[1] === verdict
  return (
    <Screen
      title="等您看过的内容"
      query={texts}
      isEmpty={({ items }) => items.length === 0}
      empty={{ art: 'nothing-found', title: '没有要看的内容', text: '系统判断不了的文字会排在这里' }}
    >
      {({ items }) => (
        <View className="staff-page">
          <View className="staff-note">这些内容微信没有审核，或者拿不准。不合适公开的，换掉以后会变成空白。</View>
          {problem ? <FieldError {...problem} /> : null}
          {items.map((one) => (
            <Card key={one.id}>
              <View className="staff-note">{about(one)}</View>
              <View className="staff-text">{one.text}</View>
              <View className="staff-judge">
                <Button
                  kind="out"
                  size="m"
                  grow
                  busy={busyWith(one.id, 'refuse')}
                  onTap={() => void run(one.id, 'refuse')}
                >
                  换掉
                </Button>
                <Button
                  kind="sec2"
                  size="m"
                  grow
                  busy={busyWith(one.id, 'pass')}
                  onTap={() => void run(one.id, 'pass')}
                >
                  可以留
                </Button>
              </View>
            </Card>
          ))}
        </View>
      )}
    </Screen>
  )
}

export default guardPage(Texts)
