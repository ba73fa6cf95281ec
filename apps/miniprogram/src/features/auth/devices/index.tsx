import { serverNow } from '@/app/clock'
import type { ReplyOf } from '@qingpin/contract/core/define'
import type { ContractMap } from '@qingpin/contract/contract'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { mutate, useQuery } from '@/app/query'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { FieldError } from '@/ui/field-frame'
import { FootBar } from '@/ui/foot-bar'
import { Row } from '@/ui/row'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Tag } from '@/ui/tag'
import { toast } from '@/ui/toast'
import '../auth.scss'

type Device = ReplyOf<ContractMap['GET /api/auth/sessions']>['items'][number]

const KEY = ['devices']

function noteOf({ current, seenAt, createdAt, address }: Device): string {
  const say = (iso: string) => formatTime(Date.parse(iso), serverNow())
  const time = current ? `${say(createdAt)}登录` : `${say(seenAt)}用过`
  if (!address) return time
  return address === '本机' ? `${time}，来自本机` : `${time}，来自 ${address}`
}

/** Where the account is logged in, and the way to end it there. */
function Devices() {
  const devices = useQuery(KEY, () => api('GET /api/auth/sessions'))
  const [asked, setAsked] = useState<Device | 'others'>()
  const others = devices.data?.items.filter((one) => !one.current) ?? []

  const { run, busy, problem } = useAction(async (which: Device | 'others') => {
    const end = async () => {
      if (which === 'others') await api('POST /api/auth/sessions/end-others')
      else await api('DELETE /api/auth/sessions/{id}', { params: { id: which.id } })
    }
    try {
      await mutate(end, { touch: [KEY] })
      toast(which === 'others' ? '其他设备都退出了' : '那台设备已退出')
    } finally {
      setAsked(undefined)
    }
  })
  return (
    <Screen
      title="登录设备"
      query={devices}
      foot={
        others.length > 0 ? (
          <FootBar>
            <Button kind="out" grow onTap={() => setAsked('others')}>
              退出其他设备
            </Button>
          </FootBar>
        ) : undefined
      }
    >
      {({ items }) => (
        <View>
          <Card pad="rows">
            {items.map((one) => (
              <Row
                key={one.id}
                title={one.name}
                note={noteOf(one)}
                trail={
                  one.current ? (
                    <Tag tone="ok">正在用</Tag>
                  ) : (
                    <Button kind="text" size="m" label={`让${one.name}退出`} onTap={() => setAsked(one)}>
                      退出
                    </Button>
                  )
                }
              />
            ))}
          </Card>
          <View className="auth-why">看到不认识的设备，先让它退出，再改密码或换绑手机号。</View>
          {problem ? <FieldError {...problem} /> : null}
          <Dialog
            open={asked !== undefined}
            title={asked === 'others' ? `让其他${others.length}台设备退出？` : '让这台设备退出？'}
            text={
              asked === 'others' ? '这台设备不受影响，其他设备要重新登录。' : `${asked?.name ?? ''}要重新登录才能再用。`
            }
            confirm="退出"
            busy={busy}
            onConfirm={() => void (asked && run(asked))}
            onCancel={() => setAsked(undefined)}
          />
        </View>
      )}
    </Screen>
  )
}

export default guardPage(Devices)
