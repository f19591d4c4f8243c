import type { FastifyInstance } from 'fastify';

export async function conversationRoutes(_app: FastifyInstance): Promise<void> {}
