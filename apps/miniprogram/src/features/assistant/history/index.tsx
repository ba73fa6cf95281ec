import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { TITLE_MAX } from '@qingpin/contract/assistant/assistant.rules'
import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { api } from '@/app/api'
import { go } from '@/app/pages'
import { invalidate, mutate } from '@/app/query'
import { overLimit } from '@/ui/text-limit'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Field } from '@/ui/field'
import { IconButton } from '@/ui/icon-button'
import { ListEnd } from '@/ui/list-end'
import { Row } from '@/ui/row'
import { formatTime } from '@/ui/format-time'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Sheet } from '@/ui/sheet'
import { CHATS_KEY, chatKey, OVERVIEW_KEY, useChats, type Chat } from '../api'
import './history.scss'

type Doing = { readonly what: 'menu' | 'rename' | 'remove'; readonly chat: Chat }

function History() {
  const chats = useChats()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <Screen
      title="问过的"
      query={chats}
      onEnd={chats.loadMore}
      empty={{
        art: 'nothing-found',
        title: '还没有问过',
        text: '问过的都在这里，可以接着问',
        action: { text: '问一个', onTap: () => go('chat') },
      }}
    >
      {(items) => (
        <View>
          <Card pad="rows">
            {items.map((chat) => (
              <Row
                key={chat.id}
                title={chat.title}
                note={formatTime(Date.parse(chat.updatedAt), serverNow())}
                trail={
                  <IconButton
                    icon="more"
                    label={`改名或删除：${chat.title}`}
                    onTap={() => setDoing({ what: 'menu', chat })}
                  />
                }
                onTap={() => go('chat', { id: chat.id })}
              />
            ))}
          </Card>
          <ListEnd list={chats} />
          <Menu doing={doing} onDo={setDoing} onClose={close} />
          {doing?.what === 'rename' ? <Rename chat={doing.chat} onClose={close} /> : null}
          {doing?.what === 'remove' ? <Remove chat={doing.chat} onClose={close} /> : null}
        </View>
      )}
    </Screen>
  )
}

interface MenuProps {
  readonly doing: Doing | undefined
  readonly onDo: (doing: Doing) => void
  readonly onClose: () => void
}

function Menu({ doing, onDo, onClose }: MenuProps) {
  const chat = doing?.chat
  return (
    <Sheet open={doing?.what === 'menu'} title={chat?.title ?? ''} onClose={onClose}>
      <Row icon="edit" title="改个名字" opens={false} onTap={() => chat && onDo({ what: 'rename', chat })} />
      <Row icon="trash" title="删除" danger opens={false} onTap={() => chat && onDo({ what: 'remove', chat })} />
    </Sheet>
  )
}

interface ActProps {
  readonly chat: Chat
  readonly onClose: () => void
}

const TOUCHED = [CHATS_KEY, OVERVIEW_KEY]

function Rename({ chat, onClose }: ActProps) {
  const [title, setTitle] = useState(chat.title)
  const { run, busy, problem } = useAction(async () => {
    const rename = () => api('PATCH /api/assistant/chats/{id}', { params: { id: chat.id }, body: { title } })
    await mutate(rename, { touch: [...TOUCHED, chatKey(chat.id)] })
    onClose()
  })
  return (
    <Sheet
      open
      title="改个名字"
      onClose={onClose}
      footer={
        <Button
          grow
          busy={busy}
          busyText="保存中"
          disabled={title.trim() === '' || overLimit(title, TITLE_MAX) !== undefined}
          onTap={() => void run()}
        >
          保存
        </Button>
      }
    >
      <View className="chats__name">
        <Field label="名字" value={title} onInput={setTitle} maxLength={TITLE_MAX} error={problem} />
      </View>
    </Sheet>
  )
}

function Remove({ chat, onClose }: ActProps) {
  const { run, busy, problem } = useAction(async () => {
    const remove = () => api('DELETE /api/assistant/chats/{id}', { params: { id: chat.id } })
    try {
      await mutate(remove, { touch: TOUCHED })
    } catch (error) {
      // A conversation that was deleted elsewhere counts as deleted.
      invalidate(CHATS_KEY)
      throw error
    }
    onClose()
  })
  return (
    <Dialog
      open
      title="删掉这段对话？"
      text={problem?.text ?? '问的和答的都会删掉，找不回来。扣过的积分不退。'}
      confirm="删掉"
      danger
      busy={busy}
      onConfirm={() => void run()}
      onCancel={onClose}
    />
  )
}

export default guardPage(History)
