import { useParams } from '@/app/pages'
import { Conversation } from './conversation'
import { NewConversation } from './new-conversation'
import './chat.scss'

export default function Chat() {
  const { id } = useParams('chat')
  return id ? <Conversation id={id} /> : <NewConversation />
}
