import { useState } from 'react'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Field } from '@/ui/field'
import { FormRow } from '@/ui/form-row'
import { PickerRow } from '@/ui/picker-row'
import { PickManySheet, PickOneSheet } from '@/ui/picker-sheet'
import { Switch } from '@/ui/switch'
import { TextArea } from '@/ui/text-area'
import { Part } from './part'

const jobs = [
  { value: 'yuesao', label: '月嫂', note: '照顾产妇和新宝宝' },
  { value: 'yuer', label: '带孩子', note: '住家或白班' },
  { value: 'hulao', label: '照顾老人' },
]
type Job = string

export function Fields() {
  const [name, setName] = useState('沈知远')
  const [phone, setPhone] = useState('13866')
  const [password, setPassword] = useState('')
  const [story, setStory] = useState('')
  const [job, setJob] = useState<Job>()
  const [skills, setSkills] = useState<readonly Job[]>([])
  const [open, setOpen] = useState<'job' | 'skills'>()
  const left = 11 - phone.length
  const labelOf = (value: Job | undefined) => jobs.find((one) => one.value === value)?.label ?? ''
  return (
    <>
      <Part title="输入框：填好、出错、密码、验证码">
        <Field
          label="姓名"
          value={name}
          onInput={setName}
          placeholder="身份证上的名字"
          hint="客户只看到姓，不看到名。"
        />
        <Field
          label="手机号"
          value={phone}
          onInput={setPhone}
          keyboard="phone"
          maxLength={11}
          placeholder="11位手机号"
          error={left > 0 ? `手机号要11位，还差${left}位。` : undefined}
        />
        <Field label="密码" value={password} onInput={setPassword} keyboard="password" placeholder="密码" />
        <Field
          label="验证码"
          value=""
          onInput={() => undefined}
          keyboard="code"
          placeholder="6位数字"
          trail={
            <Button kind="text" size="m">
              获取验证码
            </Button>
          }
        />
        <TextArea label="自我介绍" value={story} onInput={setStory} maxLength={200} placeholder="做过什么、擅长什么" />
        <PickerRow look="box" label="学历" value="" placeholder="选一项" onTap={() => setOpen('job')} />
      </Part>
      <Part title="卡片里的行">
        <Card pad="rows">
          <Field look="row" label="姓名" value={name} onInput={setName} placeholder="怎么称呼" />
          <PickerRow label="工种" value={labelOf(job)} onTap={() => setOpen('job')} />
          <PickerRow
            label="会的"
            value={skills.map(labelOf).join('、')}
            error="至少选一项。"
            onTap={() => setOpen('skills')}
          />
          <FormRow label="公开" value="让客户看到我" trail={<Switch on onChange={() => undefined} label="公开" />} />
        </Card>
      </Part>
      <Part title="重置">
        <Button kind="plain" onTap={() => setName('')}>
          清空姓名
        </Button>
      </Part>
      <PickOneSheet<Job>
        open={open === 'job'}
        title="工种"
        options={jobs}
        value={job}
        onPick={setJob}
        onClose={() => setOpen(undefined)}
      />
      <PickManySheet<Job>
        open={open === 'skills'}
        title="会的"
        options={jobs}
        value={skills}
        onPick={setSkills}
        onClose={() => setOpen(undefined)}
      />
    </>
  )
}
