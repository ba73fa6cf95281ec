import { useState } from 'react'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { IconButton } from '@/ui/icon-button'
import { Icon } from '@/ui/icon'
import { iconNames } from '@/ui/icon-names'
import { OptionCard } from '@/ui/option-card'
import { SearchBox, SearchEntry } from '@/ui/search-box'
import { Segmented } from '@/ui/segmented'
import { Progress, Steps } from '@/ui/steps'
import { Switch } from '@/ui/switch'
import { Line, Part } from './part'

const kinds = ['全部', '月嫂', '住家育儿', '护老', '保洁', '钟点工'].map((label) => ({ value: label, label }))
const owners = [
  { value: 'mine', label: '我的', count: 48 },
  { value: 'team', label: '团队', count: 312 },
  { value: 'pool', label: '公海', count: 27 },
]

export function Controls() {
  const [kind, setKind] = useState('全部')
  const [owner, setOwner] = useState('mine')
  const [on, setOn] = useState(true)
  const [words, setWords] = useState('')
  const nothing = () => undefined
  return (
    <>
      <Part title="按钮">
        <Line>
          <Button grow>主要</Button>
          <Button grow kind="sec2">
            次要
          </Button>
          <Button grow kind="plain">
            普通
          </Button>
        </Line>
        <Line>
          <Button grow kind="out">
            描边
          </Button>
          <Button grow kind="danger">
            删除
          </Button>
          <Button grow disabled>
            不可用
          </Button>
        </Line>
        <Line>
          <Button grow size="m">
            中号
          </Button>
          <Button size="s" kind="sec2">
            小号
          </Button>
          <Button size="m" kind="text">
            文字
          </Button>
          <Button grow size="m" busy busyText="提交中">
            提交
          </Button>
        </Line>
        <Line>
          <Button kind="tool" icon="heart">
            收藏
          </Button>
          <Button icon="video" grow>
            约视频面试
          </Button>
        </Line>
        <Line>
          <SearchEntry placeholder="姓名、手机尾号" onTap={nothing} />
          <IconButton icon="bell" label="通知" badge onTap={nothing} />
          <IconButton icon="filter" label="筛选" kind="box" badge={2} onTap={nothing} />
          <IconButton icon="plus" label="加客户" kind="fill" onTap={nothing} />
        </Line>
      </Part>
      <Part title="筛选条">
        <Chips scroll options={kinds} value={[kind]} onTap={setKind} />
      </Part>
      <Part title="筛选：几个一起、可以去掉">
        <Chips
          many
          options={[
            { value: 'today', label: '今天要跟', count: 6 },
            { value: 'late', label: '逾期', count: 2, dot: true },
          ]}
          value={['today']}
          onTap={nothing}
        />
      </Part>
      <Part title="用上的条件">
        <Chips removable options={kinds.slice(1, 3)} value={['月嫂', '住家育儿']} onTap={nothing} />
      </Part>
      <Part title="分段">
        <Segmented options={owners} value={owner} onChange={setOwner} />
      </Part>
      <Part title="搜索">
        <SearchEntry placeholder="搜姓名、工种、籍贯" onTap={nothing} />
      </Part>
      <Part title="搜索：能打字">
        <SearchBox placeholder="姓名、手机尾号" value={words} onInput={setWords} />
      </Part>
      <Part title="步骤">
        <Steps
          at={2}
          of={6}
          aside={
            <Button size="s" kind="sec2" icon="phone">
              打电话问
            </Button>
          }
        />
      </Part>
      <Part title="进度">
        <Progress done={3} of={8} text="已处理 3/8" />
      </Part>
      <Part title="大选项">
        <OptionCard icon="bottle" title="月嫂" note="照顾产妇和新宝宝" on={on} onTap={() => setOn(true)} />
        <OptionCard icon="baby" title="带孩子" note="住家或白班都行" on={!on} onTap={() => setOn(false)} />
        <OptionCard icon="elder" title="照顾老人" note="住家护老" on={false} many onTap={nothing} />
      </Part>
      <Part title="开关">
        <Line gap={16}>
          <Switch on={on} onChange={setOn} label="让客户看到我" />
          <Switch on={!on} onChange={(next) => setOn(!next)} label="反过来" />
          <Switch on disabled onChange={nothing} label="不能动" />
        </Line>
      </Part>
      <Part title="图标">
        <Line gap={16}>
          {iconNames.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </Line>
      </Part>
    </>
  )
}
