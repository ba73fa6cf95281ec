import { useState } from 'react'
import { go } from '@/app/pages'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { Dialog } from '@/ui/dialog'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { Line, Part } from './part'
import { states } from './states'

const ages = ['35岁以下', '35–45岁', '45–50岁', '50岁以上'].map((label) => ({ value: label, label }))

export function Layers() {
  const [open, setOpen] = useState<'sheet' | 'dialog'>()
  const [picked, setPicked] = useState<readonly string[]>(['35–45岁'])
  const close = () => setOpen(undefined)
  const toggle = (age: string) =>
    setPicked(picked.includes(age) ? picked.filter((one) => one !== age) : [...picked, age])
  const footer = (
    <>
      <Button kind="plain" onTap={() => setPicked([])}>
        清空
      </Button>
      <Button grow onTap={close}>
        看23位阿姨
      </Button>
    </>
  )
  return (
    <>
      <Part title="浮层">
        <Line>
          <Button size="m" kind="sec2" onTap={() => setOpen('sheet')}>
            筛选单
          </Button>
          <Button size="m" kind="sec2" onTap={() => setOpen('dialog')}>
            对话框
          </Button>
          <Button size="m" kind="sec2" onTap={() => toast('已记下')}>
            轻提示
          </Button>
          <Button size="m" kind="sec2" onTap={() => toast('已撤回', { run: () => undefined })}>
            带撤销
          </Button>
        </Line>
      </Part>
      <Part title="整屏">
        <Line>
          {([...states, 'list'] as const).map((part) => (
            <Button key={part} size="m" kind="plain" onTap={() => go('gallery', { part })}>
              {names[part]}
            </Button>
          ))}
        </Line>
      </Part>
      <Sheet open={open === 'sheet'} title="筛选阿姨" onClose={close} footer={footer}>
        <Part title="年龄">
          <Chips many ground="surface" options={ages} value={picked} onTap={toggle} />
        </Part>
      </Sheet>
      <Dialog
        open={open === 'dialog'}
        title="不再公开这份简历？"
        text="发出去的链接马上打不开，随时可以再公开。"
        confirm="不公开"
        danger
        onConfirm={close}
        onCancel={close}
      />
    </>
  )
}

const names = {
  loading: '取内容',
  empty: '空',
  error: '出错',
  refused: '没权限',
  offline: '没网',
  stale: '旧内容',
  list: '长列表',
}
