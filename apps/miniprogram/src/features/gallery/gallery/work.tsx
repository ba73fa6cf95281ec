import { useState } from 'react'
import picture from '@/assets/art/person-none.svg'
import { Proposal } from '@/ui/proposal'
import { Ring } from '@/ui/ring'
import { AiBadge } from '@/ui/ai-badge'
import { type Upload, Uploader } from '@/ui/uploader'
import { Line, Part } from './part'

const uploads: readonly Upload[] = [
  { id: 'front', src: picture, label: '身份证正面' },
  { id: 'back', src: picture, label: '身份证反面', percent: 64 },
  { id: 'health', src: picture, label: '健康证', failed: true },
]

const skill = {
  place: '技能',
  before: '数据分析',
  after: [{ text: 'SQL 取数与漏斗分析', kind: 'added' as const }],
  reason: '职位第3条要求“能独立用 SQL 取数”，您的项目经历里写过。',
}
const work = {
  place: '工作经历，第2条',
  before: '搭建用户分层和触达策略，与研发一起做了13次对照实验',
  after: [
    { text: '搭建用户分层与触达策略，' },
    { text: '联合研发完成', kind: 'added' as const },
    { text: '13次对照实验，' },
    { text: '续费率提升30%', kind: 'claim' as const },
  ],
}

/** What people do with their papers, and what the AI suggests. */
export function Work() {
  const [items, setItems] = useState(uploads)
  const [taken, setTaken] = useState(true)
  const nothing = () => undefined
  const decide = { onAccept: () => setTaken(true), onEdit: nothing, onRefuse: nothing }
  return (
    <>
      <Part title="上传：传好、在传、没传上、再加">
        <Uploader
          items={items}
          most={6}
          addText="拍照片"
          onAdd={nothing}
          onAgain={nothing}
          onRemove={(id) => setItems(items.filter((one) => one.id !== id))}
        />
      </Part>
      <Part title="分数">
        <Line gap={16}>
          <Ring value={78} label="匹配分" />
          <Ring value={0} label="匹配分" />
        </Line>
      </Part>
      <Part title="印章">
        <AiBadge />
      </Part>
      <Part title="建议：已采用、没有依据、可以采用">
        <Proposal
          {...skill}
          {...decide}
          place="工作经历，第1条"
          done={taken ? { text: '会员体系从0到1，8个月4.2万人', onUndo: () => setTaken(false) } : undefined}
        />
        <Proposal {...work} {...decide} guarded={{ claim: '续费率提升30%', onStrip: nothing, onProve: nothing }} />
        <Proposal {...skill} {...decide} />
      </Part>
    </>
  )
}
