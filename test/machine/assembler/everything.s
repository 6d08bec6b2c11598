# Every directive and pseudo-instruction once, and what is written in more than one way.
	.file	"everything.s"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.text
	.globl	_start, helper
	.align	2
	.type	_start, @function
_start:
	nop; nop		/* two statements
				   and a comment of two lines */
	li	a0, 0
	li	a0, 2047
	li	a0, -2048
	li	a0, 2048
	li	a0, 0x12345678
	li	a0, 0xfffff800
	li	a0, 0x80000000
	li	a0, -2147483648
	li	a0, 0x12345000
	li	a0, 'a'
	li	a0, '\n'
	.equ	early, 70000
	li	a0, early
	li	a0, 1 + 2 * 3 - (4 | 8) / 2 << 1 % 7
	li	a0, 5 == 5
	li	a0, 5 < 4 || 1
	li	a0, ~7 & 0xff
	la	a0, message
	lla	a1, helper + 4
	lui	a0, 0xfffff
	lui	a0, %hi(message)
	addi	a0, a0, %lo(message)
	lw	a1, %lo(words + 4)(a0)
	sw	a1, %lo(words)(a0)
	auipc	a0, 1
.L1:	auipc	a0, %pcrel_hi(words)
	lw	a1, %pcrel_lo(.L1)(a0)
	addi	a0, a0, %pcrel_lo(.L1)
.L2:	auipc	a0, %pcrel_hi(words)
	sw	a1, %pcrel_lo(.L2)(a0)
	mv	s0, fp
	move	s0, x31
	not	t0, t1
	neg	t0, t1
	seqz	t0, t1
	snez	t0, t1
	sltz	t0, t1
	sgtz	t0, t1
	sgt	t0, t1, t2
	sgtu	t0, t1, t2
	sext.b	t0, t1
	sext.h	t0, t1
	zext.b	t0, t1
	zext.h	t0, t1
	add	t0, t1, -5
	and	t0, t1, 5
	or	t0, t1, 5
	xor	t0, t1, 5
	sll	t0, t1, 5
	srl	t0, t1, 31
	sra	t0, t1, 0
	slt	t0, t1, 5
	sltu	t0, t1, -1
	addi	t0, t1, 0xffffffff
	fence
	fence	rw, w
	fence	iorw, i
	fence.tso
	ecall
	scall
	ebreak
	sbreak
1:	beqz	a0, 1b
	bnez	a0, 1f
	blez	a0, 2f
	bgez	a0, 1b
	bltz	a0, 1f
	bgtz	a0, 1f
1:	bgt	a0, a1, 1b
	ble	a0, a1, 1b
	bgtu	a0, a1, 2f
	bleu	a0, a1, 2f
2:	beq	a0, a1, . + 8
	beq	a0, a1, .-8
	j	2b
	jal	helper
	jal	t0, helper
	jr	a0
	jr	8(a0)
	jr	a0, -4
	jalr	a0
	jalr	8(a0)
	jalr	t0, a0
	jalr	t0, a0, 8
	jalr	t0, 8(a0)
	jalr	t0, (a0)
	lw	a0, (a1)
	lw	a0, 4 + 4(a1)
	lbu	a0, message
	sh	a0, words, t6
	call	helper
	call	t0, helper
	tail	helper
	jump	helper, t3
	beq	a0, a1, far
	bltu	a0, zero, far
	bgt	a0, a1, far
	.p2align 4,,10
	.align 3
helper:
	.cfi_startproc
	ret
	.cfi_endproc
	.size	helper, .-helper
	.balign 32
	.space	4096, 0
far:	ret
	.word	0x00000013
	.zero	4
	.skip	4
	.section .text.startup,"ax",@progbits
	nop
	.previous
	ret
	.section	.rodata
message:
	.string	"text \"quoted\"\t\\ \101\x42 ü", "again"
	.asciz	"z"
	.ascii	"no", "end"
	.equ	length, . - message
	.section .srodata.cst8,"a"
	.align	3
	.dword	0x123456789abcdef0, -1
	.quad	1
	.8byte	2
	.data
	.align	2
	.type	words, @object
	.size	words, 16
words:	.word	length, -1, 0xffffffff, words
	.4byte	helper, helper - _start
	.long	. , .
	.int	5
	.half	-1, 65535
	.short	-32768
	.hword	1
	.2byte	2
	.byte	255, -128, 'x'
	.balign	8, 0xaa
	.fill	3, 2, 0x1234
	.fill	2
	.set	five, 5
six = five + 1
	.equiv	seven, six + 1
	.byte	five, six, seven
	.pushsection .sdata,"aw"
	.byte	9
	.popsection
	.byte	8
	.section .debug_info,"",@progbits
	.uleb128 5
	.4byte	_start
	.bss
	.align	4
room:	.zero	100
	.comm	common, 40, 8
	.lcomm	local, 3
	.local	hidden
	.ident	"by hand"
	.section	.note.GNU-stack,"",@progbits
