import { useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { guardPage } from '@/app/shell/guard-page'
import { Conversation } from './conversation'
import { NewConversation } from './new-conversation'
import './chat.scss'

function Chat() {
  const { id } = useParams('chat')
  const who = useAccount()?.id
  return id ? <Conversation key={who} id={id} /> : <NewConversation key={who} />
}

export default guardPage(Chat)
