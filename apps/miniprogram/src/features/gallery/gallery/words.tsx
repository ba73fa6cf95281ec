import { useState } from 'react'
import { Card, SectionHead } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { MetaLine } from '@/ui/meta-line'
import { InfoBar } from '@/ui/info-bar'
import { OfflineBar } from '@/ui/offline-bar'
import { Avatar, Portrait } from '@/ui/portrait'
import { problemOf } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { SaveState } from '@/ui/save-state'
import { Skeleton } from '@/ui/skeleton'
import { Switch } from '@/ui/switch'
import { Badge, Tag, Tags } from '@/ui/tag'
import { Num, Pay } from '@/ui/text'
import { TrustLight } from '@/ui/trust-light'
import { Line, Part } from './part'

const unexpected = {
  status: 500,
  code: 'INTERNAL_ERROR',
  message: '服务器出了点问题',
  requestId: '7f3a91c2',
}

export function Words() {
  const [open, setOpen] = useState(true)
  const nothing = () => undefined
  return (
    <>
      <Part title="标签、信任灯、角标">
        <Line>
          <Tag>普通</Tag>
          <Tag tone="accent">匹配中</Tag>
          <Tag tone="warm">金牌</Tag>
          <Tag tone="ok">已上户</Tag>
          <Tag tone="warn">待补</Tag>
          <Tag tone="bad">逾期</Tag>
          <Tag tone="info">进行中</Tag>
          <Badge count={12} />
          <Badge />
        </Line>
        <Line gap={16}>
          <TrustLight state="ok" text="证件齐全" />
          <TrustLight state="warn" text="1项将到期" />
          <TrustLight state="bad" text="身份未通过" />
        </Line>
      </Part>
      <Part title="事实、钱、数">
        <MetaLine facts={['48岁', '河南信阳', false, '9年']} />
        <MetaLine cut tone="ink-3" facts={['住家护老', '7年', '照顾过失能老人，会量血压，会做本地口味的饭菜']} />
        <Line gap={16}>
          <Pay amount="12800–15800" unit="元/26天" />
          <Pay size="l" amount="¥28" />
          <Num>12积分</Num>
        </Line>
      </Part>
      <Part title="人像">
        <Line>
          <Portrait size="s" />
          <Portrait />
          <Avatar name="陈雅琴" />
          <Avatar name="孙先生" size="s" tone="accent" />
          <Avatar name="何女士" size="l" tone="info" />
        </Line>
      </Part>
      <SectionHead title="先做这些" more={{ text: '全部13件', onTap: nothing }} />
      <Card pad="rows">
        <Row icon="idcard" title="身份证" value="2026年10月12日" onTap={nothing} />
        <Row icon="shield" title="健康证" note="到期前一个月会提醒" value="到2027年3月18日" />
        <Row
          icon="users"
          title="让客户看到我"
          opens={false}
          trail={<Switch on={open} onChange={setOpen} label="让客户看到我" />}
        />
        <Row title="编号" value={<Num>QP2071</Num>} />
        <Row icon="trash" title="删掉这份简历" danger opens={false} onTap={nothing} />
      </Card>
      <Card
        title="核验过的"
        aside={<TrustLight state="warn" text="1项将到期" />}
        more={{ text: '怎么核验的', onTap: nothing }}
      >
        <Tags
          items={[
            { text: '金牌月嫂', tone: 'warm' },
            { text: '早产护理' },
            { text: '月子餐' },
            { text: '第四个看不见' },
          ]}
        />
      </Card>
      <Part title="保存状态、离线条">
        <Line gap={16}>
          <SaveState state="saving" />
          <SaveState state="saved" time="14:02" />
          <SaveState state="local" />
        </Line>
      </Part>
      <Part title="离线">
        <OfflineBar text="网络断了，2条存在本机" action={{ text: '查看', onTap: nothing }} />
      </Part>
      <Part title="通知条">
        <InfoBar icon="refresh" text="有新版本了" action={{ text: '现在更新', onTap: nothing }} onClose={nothing} />
      </Part>
      <Part title="表单里的错误">
        <FieldError text="手机号要11位，还差6位。" />
        <FieldError {...problemOf(unexpected, (title) => `没记上：${title}。写的都还在，再按一次保存。`)} />
      </Part>
      <Part title="骨架">
        <Skeleton rows={2} photo />
      </Part>
    </>
  )
}
