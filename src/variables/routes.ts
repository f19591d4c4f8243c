import type { FastifyInstance } from 'fastify';

export async function variableRoutes(_app: FastifyInstance): Promise<void> {}
